# Precision and recall of the statements, by measure: perl test/narratives/compare.pl PROGRAM [-v] FILE...
# A file is .jsonl ({"text", "facts", "optional"}) or .txt (a sentence, =>, facts: received=12 ~total=300 part:通知公告=3 ?answered=12).
# Or .docs: the name of a report of test/corpus/converted, =>, facts; each of its conversions that is UTF-8 is a text.
# A statement is right when its measure and value are among the facts (with the label of a part, and approximate where the fact says so);
# optional facts are right either way. Prints a table; the last line is "all RIGHT FALSE MISSING".
use strict;
use warnings;
use utf8;
use Encode;
use JSON::PP;
use IPC::Open2;

binmode STDOUT, ':encoding(UTF-8)';
my $program = shift @ARGV;
my $verbose = @ARGV && $ARGV[0] eq '-v' ? shift @ARGV : '';

sub short
{
	my ($name) = @_;
	return 'disclosures_total' if $name eq 'total';
	return 'disclosure_part' if $name eq 'part';
	return $name if $name =~ /^(reviews|litigations|disputes|information_fee|regulations_\w+|normative_documents_\w+|disclosures_total|disclosure_part|applications_\w+)$/;
	return { fee => 'information_fee', regulations => 'regulations_issued', normative => 'normative_documents_issued' }->{$name} if $name =~ /^(fee|regulations|normative)$/;
	return "normative_documents_$1" if $name =~ /^normative_(\w+)$/;
	return "applications_$name" if $name =~ /^(received|carried_in|answered|granted|partly_granted|denied|unavailable|not_processed|other|carried_out)$/;
	die "unknown measure $name\n";
}

sub read_text_file
{
	my ($file) = @_;
	my @cases;
	open my $fh, '<:encoding(UTF-8)', $file or die "$file: $!\n";
	while (<$fh>)
	{
		chomp;
		next if /^\s*(#|$)/;
		/^(.*?)\s*=>\s*(.*)$/ or die "$file:$.: no =>\n";
		my ($text, $facts) = ($1, $2);
		$text =~ s/\\n/\n/g;
		my $case = { text => $text, facts => [], optional => [], place => "$file:$." };
		for my $fact (split ' ', $facts)
		{
			$fact =~ /^(\?)?(~)?([a-z_]+)(?::(.+))?=([\d.]+)$/ or die "$file:$.: $fact\n";
			push @{ $case->{ $1 ? 'optional' : 'facts' } },
				{ measure => short($3), value => $5, approximate => $2 ? 1 : 0, (defined $4 ? (label => $4) : ()), loose => $1 ? 1 : 0 };
		}
		push @cases, $case;
	}
	return @cases;
}

# One case for each conversion; html-gbk is not UTF-8.
sub read_documents
{
	my ($file) = @_;
	my @cases;
	for my $line (read_text_file($file))
	{
		for my $path (sort grep { !/gbk/ } glob "test/corpus/converted/$line->{text}.*.txt")
		{
			open my $fh, '<:raw', $path or die "$path: $!\n";
			local $/;
			push @cases, { %$line, text => decode('UTF-8', scalar <$fh>), place => $path };
		}
	}
	return @cases;
}

sub read_json_file
{
	my ($file) = @_;
	open my $fh, '<:raw', $file or die "$file: $!\n";
	return map { my $c = decode_json($_); $c->{place} = "$file:$c->{id}"; $c->{optional} //= []; $_->{loose} = 1 for @{ $c->{optional} }; $c } <$fh>;
}

sub statements
{
	my (@texts) = @_;
	my @said = map { [] } @texts;
	open2(my $out, my $in, $program) or die;
	if (my $pid = fork) {
		close $in;
		while (<$out>)
		{
			chomp;
			$_ = decode('UTF-8', $_);
			my ($n, $measure, $value, $about, $label, $sense, $quote) = split /\t/, $_, -1;
			push @{ $said[$n] }, { measure => $measure, value => $value, approximate => $about ? 1 : 0, label => $label, sense => $sense, quote => $quote };
		}
		waitpid $pid, 0;
	}
	else
	{
		binmode $in, ':encoding(UTF-8)';
		print $in $_, "\0" for @texts;
		close $in;
		require POSIX;
		POSIX::_exit(0);
	}
	return @said;
}

sub matches
{
	my ($fact, $s) = @_;
	return 0 unless $fact->{measure} eq $s->{measure} && $fact->{value} == $s->{value};
	return 1 if $fact->{loose};
	return 0 if defined $fact->{approximate} && ($fact->{approximate} ? 1 : 0) != $s->{approximate};
	return 0 if defined $fact->{label} && $fact->{label} ne $s->{label};
	return 1;
}

sub show
{
	my ($f) = @_;
	return ($f->{approximate} ? '~' : '') . $f->{measure} . (defined $f->{label} && $f->{label} ne '' ? ":$f->{label}" : '') . "=$f->{value}";
}

my @cases = map { /\.jsonl$/ ? read_json_file($_) : /\.docs$/ ? read_documents($_) : read_text_file($_) } @ARGV;
my @said = statements(map { $_->{text} } @cases);
my (%right, %false, %missing, %sense);
for my $i (0 .. $#cases)
{
	my ($case, @wrong, @absent) = ($cases[$i]);
	my @open = @{ $case->{facts} };
	for my $s (@{ $said[$i] })
	{
		my ($hit) = grep { matches($open[$_], $s) } 0 .. $#open;
		if (defined $hit) { splice @open, $hit, 1; $right{ $s->{measure} }++; $sense{ $s->{sense} }++; }
		elsif (grep { matches($_, $s) } @{ $case->{optional} }) { $sense{ $s->{sense} }++; }
		elsif (grep { matches($_, $s) } @{ $case->{facts} }) { }	# said twice
		else { push @wrong, $s; $false{ $s->{measure} }++; $sense{"$s->{sense} (false)"}++; }
	}
	$missing{ $_->{measure} }++ for @open;
	next unless $verbose && (@wrong || @open);
	(my $text = length $case->{text} > 1000 ? '' : $case->{text}) =~ s/\n/\\n/g;
	print "# $case->{place}: $text\n", map({ "#   false   " . show($_) . " ($_->{sense})\n" } @wrong), map({ "#   missing " . show($_) . "\n" } @open);
}
my %all = (%right, %false, %missing);
my @total = (0, 0, 0);
print "| measure | right | false | missing | precision | recall |\n|---|---:|---:|---:|---:|---:|\n";
sub row
{
	my ($name, $r, $f, $m) = @_;
	printf "| %s | %d | %d | %d | %s | %s |\n", $name, $r, $f, $m, $r + $f ? sprintf('%.3f', $r / ($r + $f)) : '', $r + $m ? sprintf('%.3f', $r / ($r + $m)) : '';
}
for my $m (sort keys %all)
{
	my @n = map { $_->{$m} // 0 } \%right, \%false, \%missing;
	$total[$_] += $n[$_] for 0 .. 2;
	row($m, @n);
}
row('**all**', @total);
print "\nsenses: ", join(', ', map { "$_ $sense{$_}" } sort keys %sense), "\n";
printf "%d sentences\nall %d %d %d\n", scalar @cases, @total;
