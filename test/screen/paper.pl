# Are all labels, figures, marks and proposals of the form on the printed page, in the order of the page? perl paper.pl PAGE.html PRINT.txt
# White space, what stands above the form, and what a page break repeats do not count; else there is nothing between them.
use strict;
use warnings;
use utf8;
use Unicode::Normalize;
binmode(STDOUT, ':encoding(UTF-8)');

sub slurp { open(my $f, '<:encoding(UTF-8)', $_[0]) or die "$_[0]: $!"; local $/; return <$f>; }
sub plain { my $s = NFKC($_[0]); $s =~ s/[^\S\f]+|\x{AD}//g; return $s; }

my ($page, $print) = (slurp($ARGV[0]), plain(slurp($ARGV[1])));
my ($form) = $page =~ m{<div class="form">(.*?)</div>}s or die "no form in $ARGV[0]\n";
my ($at, $cells, $missing) = (0, 0, 0);
while ($form =~ m{<(t[hd]|h2)([^>]*)>([^<]*)</\1>}g) {
	my ($attributes, $text) = ($2, $3);
	$text .= $1 if $attributes =~ /data-(?:en|fix)="([^"]*)"/;
	$text =~ s/&lt;/</g; $text =~ s/&gt;/>/g; $text =~ s/&quot;/"/g; $text =~ s/&amp;/&/g;
	$text = plain($text);
	my $found = index($print, $text, $at);
	$cells++;
	my $between = $found < 0 ? '' : substr($print, $at, $found - $at);
	if ($found < 0 || ($cells > 1 && $between ne '' && $between !~ /\f/)) {
		print "#   not on paper, or not in its place: $text\n" if $missing++ < 5;
		next;
	}
	$at = $found + length($text);
}
exit($missing > 0 || $cells < 200);
