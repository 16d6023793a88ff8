# The binary protocol: values survive it, and damaged bytes are refused, not believed.
use strict;
use warnings;
use IO::Socket::UNIX;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my @samples = qw(2019-lines-clean 2019-tabs-lost-cells 2021-lines-blanks 2021-lines-inconsistent 2021-tabs-clean);

my $node = PostgreSQL::Test::Cluster->new('binary');
$node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ]);
$node->start;
my $dir = $node->basedir;

my $bodies = join ', ', map { "('$_', \$body\$" . slurp_file("samples/$_.txt") . '$body$)' } @samples;
$node->safe_psql('postgres', qq{
CREATE EXTENSION gireport;
CREATE TABLE report (name text, r gireport, f gireport_figures, fs gireport_figures[], rs gireport[]);
INSERT INTO report SELECT name, gireport_parse(body) FROM (VALUES $bodies) AS v (name, body);
INSERT INTO report VALUES ('null', NULL), ('no figures', '(,2024,,,,,)'),
	('typed in', gireport_from_jsonb('{"form": "2021", "table2": {"regulations": {"issued": 95, "repealed": 96, "valid": 8288}, "fees": {"amount": -25.5}, "licensing": {"decisions": null}},
	 "units": {"table2.fees.amount": "万元"}, "notes": {"table2.fees.amount": "含上年"}, "texts": {"table2.licensing.decisions": "见附件"}}'));
UPDATE report SET f = (r).figures, fs = ARRAY[(r).figures, NULL], rs = ARRAY[r, NULL];
});

# ----- COPY ------------------------------------------------------------------

$node->safe_psql('postgres', "COPY report TO '$dir/report.bin' (FORMAT binary)");
foreach my $db ('postgres', 'elsewhere')
{
	# Elsewhere the extension's types have other oids.
	$node->safe_psql('postgres', 'CREATE DATABASE elsewhere') if $db eq 'elsewhere';
	$node->safe_psql($db, 'CREATE TABLE filler (a integer); CREATE EXTENSION gireport; CREATE TABLE report (name text, r gireport, f gireport_figures, fs gireport_figures[], rs gireport[])') if $db eq 'elsewhere';
	$node->safe_psql($db, 'CREATE TABLE copied (LIKE report)');
	my ($status, $out, $error) = $node->psql($db, "COPY copied (name, r, f, fs, rs) FROM '$dir/report.bin' (FORMAT binary)");
	is($status, 0, "$db: binary COPY");
	is($node->safe_psql($db, 'SELECT * FROM copied ORDER BY name'), $node->safe_psql('postgres', 'SELECT * FROM report ORDER BY name'), "$db: binary COPY brings back what it took");
}
is($node->safe_psql('postgres', 'SELECT count(*) FROM report JOIN copied USING (name) WHERE report IS NOT DISTINCT FROM copied'), $node->safe_psql('postgres', 'SELECT count(*) FROM report'),
	'rows are equal after binary COPY');

# ----- a client that sends parameters in binary ------------------------------

my $socket;

sub send_message
{
	my ($type, $body) = @_;
	print $socket $type . pack('N', length($body) + 4) . $body or die "cannot send: $!";
}

# Messages up to ReadyForQuery: the values of the one row, or the SQLSTATE. undef when the server hangs up.
sub receive
{
	my @values;
	my $code;

	$socket->flush;
	while (1)
	{
		my $head;
		return unless (read($socket, $head, 5) // 0) == 5;
		my ($type, $length) = unpack('aN', $head);
		my $body = '';
		return unless $length == 4 || (read($socket, $body, $length - 4) // 0) == $length - 4;
		if ($type eq 'D')
		{
			my ($n, $rest) = unpack('na*', $body);
			for (1 .. $n)
			{
				my $len = unpack('l>', $rest);
				push @values, $len < 0 ? undef : substr($rest, 4, $len);
				$rest = substr($rest, 4 + ($len < 0 ? 0 : $len));
			}
		}
		$code = $1 if $type eq 'E' && $body =~ /(?:^|\0)C(.....)\0/;
		return { values => \@values, code => $code } if $type eq 'Z';
	}
}

sub connect_to
{
	my $db = shift;
	my $user = $ENV{PGUSER} // getpwuid($<);
	$socket = IO::Socket::UNIX->new(Peer => $node->host . '/.s.PGSQL.' . $node->port) or die "cannot connect: $!";
	binmode $socket;
	my $start = pack('N', 196608) . "user\0$user\0database\0$db\0client_encoding\0UTF8\0\0";
	print $socket pack('N', length($start) + 4) . $start;
	receive() or die 'the server hung up';
}

# Prepare a query with one parameter.
sub prepare
{
	my $query = shift;
	send_message('P', "\0$query\0" . pack('n', 0));
	send_message('S', '');
	my $result = receive();
	die "cannot prepare $query: $result->{code}" if $result->{code};
}

# Run it with the bytes as the parameter; results come in binary, too.
sub run
{
	my $bytes = shift;
	send_message('B', "\0\0" . pack('nnnNa*nn', 1, 1, 1, length($bytes), $bytes, 1, 1));
	send_message('E', "\0" . pack('N', 0));
	send_message('S', '');
	return receive();
}

sub bytes_of
{
	my $query = shift;
	return pack('H*', $node->safe_psql('postgres', "SELECT encode(($query), 'hex')"));
}

# The last column says that the value can be printed, read back, judged and taken apart.
sub prepare_figures
{
	prepare(q{SELECT gireport_figures_send($1::gireport_figures), $1::text::gireport_figures = $1,
		(SELECT count(*) FROM gireport_cells(ROW(NULL, NULL, NULL, NULL, $1, NULL, NULL)::gireport)) + (SELECT count(*) FROM gireport_findings(ROW(NULL, NULL, NULL, NULL, $1, NULL, NULL)::gireport))});
}

# Canonical bytes come back as they are; everything else is refused as damaged.
my %count = (taken => 0, refused => 0, wrong => 0);
my %codes;
sub check_bytes
{
	my $bytes = shift;
	my $result = run($bytes);

	if (!$result)
	{
		$count{wrong}++;
		diag('the server hung up on ' . unpack('H*', $bytes));
		connect_to('postgres');
		prepare_figures();
	}
	elsif ($result->{code})
	{
		$codes{ $result->{code} }++;
		$count{ $result->{code} =~ /^(22P03|22021)$/ ? 'refused' : 'wrong' }++;
		diag("$result->{code} for " . unpack('H*', $bytes)) unless $result->{code} =~ /^(22P03|22021)$/;
	}
	elsif ($result->{values}[0] eq $bytes && $result->{values}[1] eq "\1")
	{
		$count{taken}++;
	}
	else
	{
		$count{wrong}++;
		diag('taken as something else: ' . unpack('H*', $bytes) . ' as ' . unpack('H*', $result->{values}[0]));
	}
	return $result ? $result->{code} // '00000' : 'gone';
}

connect_to('postgres');
prepare_figures();
my %good = map { $_ => bytes_of("SELECT gireport_figures_send(f) FROM report WHERE name = '$_'") } (@samples, 'typed in');

foreach my $name (sort keys %good)
{
	is(check_bytes($good{$name}), '00000', "$name: the bytes are taken");
}

# Header and ends.
my $bytes = $good{'typed in'};
is(check_bytes(''), '22P03', 'no bytes are refused');
is(check_bytes("\1\1"), '22P03', 'half a header is refused');
is(check_bytes("\2" . substr($bytes, 1)), '22P03', 'an unknown format version is refused');
is(check_bytes("\1\2" . substr($bytes, 2)), '22P03', 'an unknown form is refused');
is(check_bytes("\1\1\0" . substr($bytes, 3)), '22P03', 'rule set 0 is refused');
is(check_bytes("\1\1\xff" . substr($bytes, 3)), '22P03', 'an unknown rule set is refused');
is(check_bytes($bytes . "\0"), '22P03', 'a cell too many is refused');
is(check_bytes($bytes x 2), '22P03', 'a value twice is refused');
is(check_bytes($bytes . ("\0" x 100000)), '22P03', 'a long tail is refused');
is(check_bytes("\1\1\1" . ("\x7f" x 6) . "\x60"), '00000', 'all cells 0 are taken');
is(check_bytes("\1\1\1" . ("\0" x 200)), '22P03', 'zeros one by one are refused: one value has one encoding');
is(check_bytes("\1\1\1" . ("\x7f" x 6) . "\1"), '22P03', '199 cells are refused');
is(check_bytes("\1\1\1" . ("\x7f" x 6) . "\x61"), '22P03', '201 cells are refused');
is(check_bytes("\1\1\1\xb1\xff"), '22P03', 'a run beyond the last cell is refused');

# Strings that are no UTF-8, or hold a zero byte.
my $text = "\xe8\xa7\x81\xe9\x99\x84\xe4\xbb\xb6";
foreach my $bad ("\xe8\xa7\xff\xe9\x99\x84\xe4\xbb\xb6", "\0\xa7\x81\xe9\x99\x84\xe4\xbb\xb6", "\xe8\xa7\x81\xe9\x99\x84\xe4\xbb\xe4", "\xed\xa0\x80\xe9\x99\x84\xe4\xbb\xb6")
{
	(my $damaged = $bytes) =~ s/\Q$text\E/substr($bad . 'x' x 9, 0, 9)/e;
	is(check_bytes($damaged), '22021', 'a text that is no UTF-8 is refused: ' . unpack('H*', $bad));
}

# Every beginning; every byte gone; every byte with every other value; every byte twice.
foreach my $name ('typed in', '2021-lines-inconsistent', '2019-tabs-lost-cells')
{
	my $b = $good{$name};

	check_bytes(substr($b, 0, $_)) for 0 .. length($b) - 1;
	for my $i (0 .. length($b) - 1)
	{
		check_bytes(substr($b, 0, $i) . substr($b, $i + 1));
		check_bytes(substr($b, 0, $i) . substr($b, $i, 1) . substr($b, $i));
		check_bytes(substr($b, 0, $i) . chr($_) . substr($b, $i + 1)) for 0 .. 255;
	}
}
# Random bytes behind a good header, and random damage to good values.
srand(20190515);
for (1 .. 20000)
{
	check_bytes("\1" . chr(int(rand(2))) . "\1" . join('', map { chr(int(rand(256))) } 1 .. int(rand(210))));
	my $b = (values %good)[ int(rand(keys %good)) ];
	substr($b, int(rand(length($b))), 1 + int(rand(3))) = join('', map { chr(int(rand(256))) } 1 .. int(rand(5))) for 1 .. 1 + int(rand(4));
	check_bytes($b);
}
is($count{wrong}, 0, 'damaged bytes are refused, or are other good bytes');
cmp_ok($count{taken}, '>', 1000, "some damage makes other good bytes ($count{taken})");
cmp_ok($count{refused}, '>', 10000, "most damage is refused ($count{refused})");
note(join ', ', map { "$_: $codes{$_}" } sort keys %codes);

# The composite: figures damaged within it, and the record around them.
my $record = bytes_of("SELECT record_send(r) FROM report WHERE name = 'typed in'");
prepare(q{SELECT record_send($1::gireport), ($1::gireport)::text::gireport IS NOT DISTINCT FROM $1});
my $result = run($record);
ok($result && !$result->{code} && $result->{values}[0] eq $record, 'a report is taken');
my ($taken, $refused, $gone, $other) = (0, 0, 0, 0);
for my $i (0 .. length($record) - 1)
{
	for my $c (0, 1, 127, 128, 255, ord(substr($record, $i, 1)) ^ 1)
	{
		$result = run(substr($record, 0, $i) . chr($c) . substr($record, $i + 1));
		if (!$result) { $gone++; connect_to('postgres'); prepare(q{SELECT record_send($1::gireport), ($1::gireport)::text::gireport IS NOT DISTINCT FROM $1}); }
		elsif ($result->{code}) { $result->{code} =~ /^(22|42804|08P01|54000)/ ? $refused++ : $other++; diag($result->{code}) unless $result->{code} =~ /^(22|42804|08P01|54000)/; }
		elsif ($result->{values}[1] eq "\1") { $taken++; }
		else { $other++; }
	}
}
is("$gone, $other", '0, 0', 'a damaged report is refused, or is another report');
cmp_ok($refused, '>', 100, 'most damage to a report is refused');
close $socket;

# ----- COPY of damaged files --------------------------------------------------

sub copy_file
{
	my ($name, $figures) = @_;
	open my $f, '>', "$dir/$name" or die $!;
	binmode $f;
	print $f "PGCOPY\n\xff\r\n\0" . pack('NN', 0, 0) . pack('nN', 1, length($figures)) . $figures . pack('n', 0xffff);
	close $f;
}
$node->safe_psql('postgres', 'CREATE TABLE figures (f gireport_figures)');
copy_file('good', $bytes);
copy_file('bad', substr($bytes, 0, -1));
is($node->psql('postgres', "COPY figures FROM '$dir/good' (FORMAT binary)"), 0, 'COPY takes a good file');
my ($status, $out, $error) = $node->psql('postgres', "COPY figures FROM '$dir/bad' (FORMAT binary)");
like($error, qr/invalid binary value for type gireport_figures/, 'COPY refuses a damaged file');
is($node->safe_psql('postgres', 'SELECT count(*) FROM figures'), '1', 'nothing of a damaged file is kept');

# Nothing of all this shook the server.
unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC/, 'no process fell over');

$node->stop;
done_testing();
