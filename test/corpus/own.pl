#!/usr/bin/perl
# Writes test/corpus/own/: one short made-up text for each way in which reports are known to be printed (perl test/corpus/own.pl).
# The texts are committed; change them here, not there. Every report is invented.
use strict;
use warnings;
use utf8;

my $out = $0;
$out =~ s{[^/]*$}{own};
mkdir $out;
binmode STDERR, ":utf8";
my @manifest;

# ----- what the reports say ------------------------------------------------

my @columns3 = ('自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计');
my @keys3 = qw(natural_person commercial research charity legal_service other total);
my @columns4 = ('结果维持', '结果纠正', '其他结果', '尚未审结', '总计');
my @keys4 = qw(upheld corrected other pending total);
my $hint = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）';

# key, group's label, label, the six kinds of applicant
my @rows3 = (
	['new_received', '', '一、本年新收政府信息公开申请数量', 61, 9, 0, 2, 11, 3],
	['carried_in', '', '二、上年结转政府信息公开申请数量', 4, 1, 0, 0, 2, 0],
	['granted', '', '（一）予以公开', 21, 4, 0, 1, 3, 0],
	['partly_granted', '', '（二）部分公开（区分处理的，只计这一情形，不计其他情形）', 5, 0, 0, 0, 1, 0],
	['denied_state_secret', '（三）不予公开', '1.属于国家秘密', 0, 0, 0, 0, 0, 0],
	['denied_law', '（三）不予公开', '2.其他法律行政法规禁止公开', 2, 0, 0, 0, 0, 0],
	['denied_safety', '（三）不予公开', '3.危及“三安全一稳定”', 0, 1, 0, 0, 0, 0],
	['denied_third_party', '（三）不予公开', '4.保护第三方合法权益', 3, 0, 0, 0, 2, 0],
	['denied_internal', '（三）不予公开', '5.属于三类内部事务信息', 1, 0, 0, 0, 0, 0],
	['denied_process', '（三）不予公开', '6.属于四类过程性信息', 0, 0, 0, 1, 0, 0],
	['denied_case_file', '（三）不予公开', '7.属于行政执法案卷', 4, 0, 0, 0, 1, 0],
	['denied_query', '（三）不予公开', '8.属于行政查询事项', 1, 2, 0, 0, 0, 0],
	['unavailable_not_held', '（四）无法提供', '1.本机关不掌握相关政府信息', 14, 1, 0, 0, 4, 1],
	['unavailable_create', '（四）无法提供', '2.没有现成信息需要另行制作', 3, 0, 0, 0, 0, 0],
	['unavailable_unclear', '（四）无法提供', '3.补正后申请内容仍不明确', 1, 0, 0, 0, 0, 0],
	['not_processed_petition', '（五）不予处理', '1.信访举报投诉类申请', 2, 0, 0, 0, 0, 0],
	['not_processed_repeat', '（五）不予处理', '2.重复申请', 1, 0, 0, 0, 1, 0],
	['not_processed_publication', '（五）不予处理', '3.要求提供公开出版物', 0, 0, 0, 0, 0, 1],
	['not_processed_massive', '（五）不予处理', '4.无正当理由大量反复申请', 0, 0, 0, 0, 0, 0],
	['not_processed_confirm', '（五）不予处理', '5.要求行政机关确认或重新出具已获取信息', 1, 0, 0, 0, 0, 0],
	['other_no_correction', '（六）其他处理', '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请', 1, 0, 0, 0, 0, 0],
	['other_unpaid', '（六）其他处理', '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请', 0, 0, 0, 0, 0, 0],
	['other_other', '（六）其他处理', '3.其他', 0, 1, 0, 0, 0, 0],
	['result_total', '', '（七）总计', 60, 9, 0, 2, 12, 2],
	['carried_out', '', '四、结转下年度继续办理', 5, 1, 0, 0, 1, 1],
);
my @rows4 = (['review', '行政复议', 3, 1, 0, 2], ['litigation_direct', '未经复议直接起诉', 1, 0, 0, 0], ['litigation_after_review', '复议后起诉', 2, 0, 1, 4]);

# clause, column labels, column keys, then rows: key, label, figures
my @blocks2021 = (
	['第二十条第（一）项', ['本年制发件数', '本年废止件数', '现行有效件数'], [qw(issued repealed valid)], ['regulations', '规章', 1, 0, 7], ['normative_documents', '行政规范性文件', 13, 2, 58]],
	['第二十条第（五）项', ['本年处理决定数量'], ['decisions'], ['licensing', '行政许可', 1472]],
	['第二十条第（六）项', ['本年处理决定数量'], ['decisions'], ['punishment', '行政处罚', 396], ['coercion', '行政强制', 17]],
	['第二十条第（八）项', ['本年收费金额（单位：万元）'], ['amount'], ['fees', '行政事业性收费', '52.15']],
);
my @blocks2019 = (
	['第二十条第（一）项', ['本年新制作数量', '本年新公开数量', '对外公开总数量'], [qw(made published public_total)], ['regulations', '规章', 0, 0, 1], ['normative_documents', '规范性文件', 6, 5, 31]],
	['第二十条第（五）项', ['上一年项目数量', '本年增/减', '处理决定数量'], [qw(prior_items change decisions)], ['licensing', '行政许可', 28, -4, 693], ['other_external_services', '其他对外管理服务事项', 12, 2, 85]],
	['第二十条第（六）项', ['上一年项目数量', '本年增/减', '处理决定数量'], [qw(prior_items change decisions)], ['punishment', '行政处罚', 105, -7, 64], ['coercion', '行政强制', 9, 0, 3]],
	['第二十条第（八）项', ['上一年项目数量', '本年增/减'], [qw(prior_items change)], ['fees', '行政事业性收费', 4, -1]],
	['第二十条第（九）项', ['采购项目数量', '采购总金额'], [qw(projects amount)], ['procurement', '政府集中采购', 23, '160.5964']],
);

# model(FORM): figures as printed, and as they are to be read, by path.
sub model {
	my ($form) = @_;
	my %m = (form => $form, year => $form eq '2019' ? 2020 : 2023, agency => '青垣市水务局', blocks => $form eq '2019' ? \@blocks2019 : \@blocks2021, lost => []);
	for my $block (@{$m{blocks}}) {
		my ($clause, $labels, $keys, @rows) = @$block;
		for my $row (@rows) {
			put(\%m, "table2.$row->[0].$keys->[$_]", $row->[2 + $_]) for 0 .. $#$keys;
		}
	}
	my @rows = map { [@$_] } @rows3;
	if ($form eq '2019') {
		my @other = grep { $_->[0] =~ /^other_/ } @rows;
		my @sum = map { my $i = $_; my $n = 0; $n += $_->[$i] for @other; $n } 3 .. 8;
		@rows = map { $_->[0] eq 'other_no_correction' ? ['other_handling', '', '（六）其他处理', @sum] : $_->[0] =~ /^other_/ ? () : $_ } @rows;
	}
	$m{rows3} = \@rows;
	for my $row (@rows) {
		my @f = @$row[3 .. 8];
		my $sum = 0;
		$sum += $_ for @f;
		put(\%m, "table3.$row->[0].$keys3[$_]", (@f, $sum)[$_]) for 0 .. 6;
	}
	for my $row (@rows4) {
		my @f = @$row[2 .. 5];
		my $sum = 0;
		$sum += $_ for @f;
		put(\%m, "table4.$row->[0].$keys4[$_]", (@f, $sum)[$_]) for 0 .. 4;
	}
	$m{title} = "$m{agency}$m{year}年政府信息公开工作年度报告";
	return \%m;
}

# put(MODEL, PATH, PRINTED [, READ]): a figure or a state.
sub put {
	my ($m, $path, $printed, $read) = @_;
	push @{$m->{order}}, $path unless exists $m->{printed}{$path};
	$m->{printed}{$path} = $printed;
	$m->{read}{$path} = defined $read ? $read : $printed;
}

sub row3 { my ($m, $row) = @_; return map { $m->{printed}{"table3.$row->[0].$_"} } @keys3 }
sub row4 { my ($m, $key) = @_; return map { $m->{printed}{"table4.$key.$_"} } @keys4 }

# ----- the tables as rows of printed cells -----------------------------------
# What is merged with the cell to its left or above is left out; [1] of a row tells how many columns it is merged over.

sub table2 {
	my ($m) = @_;
	my @rows;
	for my $block (@{$m->{blocks}}) {
		my ($clause, $labels, $keys, @data) = @$block;
		push @rows, [$clause], ['信息内容', @$labels];
		for my $row (@data) {
			push @rows, [$row->[1], map { $m->{printed}{"table2.$row->[0].$_"} } @$keys];
		}
	}
	return \@rows;
}

sub head3 { return ([$hint, '申请人情况'], ['自然人', '法人或其他组织', '总计'], [@columns3[1 .. 5]]) }

sub table3 {
	my ($m) = @_;
	my @rows = head3();
	my $group = '';
	for my $row (@{$m->{rows3}}) {
		my @labels = ($row->[2]);
		unshift @labels, $row->[1] if $row->[1] ne '' && $row->[1] ne $group;
		unshift @labels, '三、本年度办理结果' if $row->[0] eq 'granted';
		$group = $row->[1];
		push @rows, [@labels, row3($m, $row)];
	}
	return \@rows;
}

sub table4 {
	my ($m) = @_;
	return [['行政复议', '行政诉讼'], [@columns4, '未经复议直接起诉', '复议后起诉'], [@columns4, @columns4], [map { row4($m, $_->[0]) } @rows4]];
}

# ----- the document ----------------------------------------------------------

my @tail = ('五、存在的主要问题及改进情况', '公开的主动性还需加强。下一步将开展业务培训，提高答复质量。', '六、其他需要报告的事项', '无。');

sub preamble {
	my ($m) = @_;
	return "根据《中华人民共和国政府信息公开条例》要求编制本报告。本报告所列数据的统计期限自$m->{year}年1月1日起至$m->{year}年12月31日止。";
}

# document(MODEL, RENDER, OPTIONS): RENDER turns the rows of a table into lines.
sub document {
	my ($m, $render, %o) = @_;
	my @lines = @{$o{title} || [$m->{title}]};
	push @lines, preamble($m), '一、总体情况', '本年度主动公开政府信息1286条，举办培训3次。';
	push @lines, $o{headings} ? () : '二、主动公开政府信息情况', $render->(table2($m), 2), $o{headings} ? () : '三、收到和处理政府信息公开申请情况', $render->(table3($m), 3),
		$o{headings} ? () : '四、政府信息公开行政复议、行政诉讼情况', $render->(table4($m), 4), @tail;
	return join("\n", @lines) . "\n";
}

my %truths;

# The truth of a model, in a file of its own or one that is there already.
sub truth_file {
	my ($m, $name) = @_;
	my $text = "form $m->{form}\nyear $m->{year}\nagency $m->{agency}\ntitle $m->{title}\n";
	$text .= "$_ " . ($m->{read}{$_} eq '' ? 'blank' : $m->{read}{$_}) . "\n" for @{$m->{order}};
	return $truths{$text} if $truths{$text};
	# what differs from the plain report of that form
	my ($base) = grep { $truths{$_} eq "plain-$m->{form}.truth" } keys %truths;
	my $print = $text;
	if (defined $base) {
		my %known = map { $_ => 1 } split /\n/, $base;
		$print = "like own/plain-$m->{form}.truth\n" . join('', map { "$_\n" } grep { !$known{$_} } split /\n/, $text);
	}
	$name = defined $base ? "$name.truth" : "plain-$m->{form}.truth";
	write_file($name, $print);
	return $truths{$text} = $name;
}

sub write_file {
	my ($name, $text) = @_;
	open my $f, '>:utf8', "$out/$name" or die "$out/$name: $!";
	print $f $text;
	close $f or die "$out/$name: $!";
}

# give(NAME, MODEL, TEXT): one case.
sub give {
	my ($name, $m, $text) = @_;
	write_file("$name.txt", $text);
	my ($tool) = $name =~ /^([A-Z]+)/;
	push @manifest, join ' ', "own/$name.txt", 'own/' . truth_file($m, $name), "own-$tool", 'utf-8', @{$m->{lost}};
}

# ----- ways to print a table ---------------------------------------------------

my $tabs = sub { return map { join "\t", @$_ } @{$_[0]} };
my $pipes = sub { return map { '| ' . join(' | ', @$_) . ' |' } @{$_[0]} };
my $lines = sub { return map { @$_ } @{$_[0]} };

truth_file(model('2021'), '');
truth_file(model('2019'), '');

# E1 - E9: how cells and rows are set apart
give('E01-blank-lines', model('2021'), document(model('2021'), sub { return map { ($_, '') } map { @$_ } @{$_[0]} }));
give('E02-leading-tabs', model('2021'), document(model('2021'), sub {
	return map { ((map { my $c = $_; $c =~ s/^(商业|科研)(企业|机构)$/$1\n$2/; "\t$c" } @$_), '') } @{$_[0]};
}));
give('E03-pipe-at-end', model('2021'), document(model('2021'), sub {
	return map { (@$_ == 1 ? ("$_->[0] |", '|||') : map { "$_ |" } @$_) } @{$_[0]};
}));
give('E04-pipe-alone', model('2021'), document(model('2021'), sub { return map { join "\n|\n", @$_ } @{$_[0]} }));
give('E05-trailing-pipe', model('2021'), document(model('2021'), sub { return map { join(' | ', @$_) . ' |' } @{$_[0]} }));
give('E06-padded-pipes', model('2021'), document(model('2021'), sub {
	my $n = 0;
	return map { '| ' . join(' | ', @$_) . ' | ' . ('||', '|', '|||')[$n++ % 3] } @{$_[0]};
}));
give('E07-indented-pipes', model('2021'), document(model('2021'), sub {
	return map { '| ' . join('| ', map { "\n     $_  " } @$_) . '| ' } @{$_[0]};
}));
# Every cell at its true column, the columns spread by what was merged.
my $spread = sub {
	my ($rows, $table) = @_;
	my @spread = (8, 11, 13, 16, 18, 22, 24);
	return map {
		my @r = @$_;
		my @cells = ('') x 26;
		if ($table == 2) {
			@cells[@r == 4 ? (0, 6, 12, 20) : (0, 6)[0 .. $#r]] = @r;
		} elsif ($table == 4) {
			my @at = (0, 1, 3, 4, 7, 9, 10, 12, 14, 15, 17, 19, 21, 23, 25);
			@cells[@r == 2 ? (0, 9) : @r == 7 ? (@at[0 .. 4], 9, 17) : @r == 10 ? @at[5 .. 14] : @at] = @r;
		} elsif ($r[0] eq $hint) {
			@cells[0, 8] = @r;
		} elsif ($r[0] eq '自然人') {
			@cells[8, 11, 24] = @r;
		} elsif ($r[0] eq '商业企业') {
			@cells[11, 13, 16, 18, 22] = map { my $w = $_; substr($w, length($w) > 3 ? 4 : 2, 0) = "\n" if length $w > 2; $w } @r;
		} else {
			my @labels = splice @r, 0, @r - 7;
			my $first = $labels[-1] =~ /^\d/ ? 5 : $labels[-1] =~ /^（/ ? 2 : 0;
			@cells[$first, @spread] = ($labels[-1], @r);
			$cells[2] = $labels[-2] if $first == 5 && @labels > 1;
			$cells[0] = $labels[0] if @labels > 1 && $first == 2;
		}
		\@cells;
	} @$rows;
};
# A sheet that LibreOffice has made of a page, exported as CSV.
my $sheet = sub { return map { join ',', map { /[,\n]/ ? "\"$_\"" : $_ } @$_ } $spread->(@_) };
give('E27-sheet-of-a-page', model('2021'), document(model('2021'), $sheet));
{
	my $m = model('2021');
	my $n = 0;
	put($m, $_, '') for grep { /^table[34]/ && $n++ % 3 == 1 } @{$m->{order}};
	give('E27-sheet-with-blanks', $m, document($m, $sheet));
}
# Paragraphs within cells of pipe tables without rules (org): the rest of a label stands below an empty row, as if it were a row; and so do heads.
my $paragraphs = sub {
	return map {
		my (@first, @rest);
		for my $cell (map { s/\n//r } @$_) {
			my ($a, $b) = $cell =~ /^(（.）)(.+)$/ ? ($1, $2) : $cell =~ /^(\D.*?..)(..)$/ ? ($1, $2) : ($cell, '');
			push @first, $a;
			push @rest, $b;
		}
		my @rows = (\@first);
		push @rows, [map { '' } @rest], \@rest if grep { $_ ne '' } @rest;
		$pipes->(\@rows);
	} $spread->(@_);
};
give('E34-paragraphs', model('2021'), document(model('2021'), $paragraphs));
# A province's figures, with commas between thousands and blanks between columns: no CSV, although whole lines have three commas and more.
{
	my $m = model('2021');
	for my $path (grep { /^table[34]/ && $m->{printed}{$_} > 0 } @{$m->{order}}) {
		my $figure = $m->{printed}{$path} * 3217;
		put($m, $path, $figure =~ s/^(\d+?)(\d{3})$/$1,$2/r, $figure);
	}
	give('E35-thousands', $m, document($m, sub { return map { join '   ', @$_ } @{$_[0]} }));
	$m->{lost} = ['table3.*'];
	give('E35-thousands-behind-labels', $m, document($m, sub {
		my ($rows, $table) = @_;
		return map { my @r = @$_; $table == 2 ? join(' ', @r) : shift(@r) . join(' ', @r) } @$rows;
	}));
}
# Cells aligned at their top, as a page is printed from top to bottom: the rest of a label stands below the line with its figures.
give('E36-cells-at-top', model('2021'), document(model('2021'), sub {
	my ($rows, $table) = @_;
	return $tabs->($rows) if $table == 4;
	return map {
		my @figures = grep { /^[\d.]+$/ } @$_;
		my ($label) = reverse grep { !/^[\d.]+$/ } @$_;
		my $width = $label =~ /^（二）|^\d/ ? 5 : 40;
		my @pieces = unpack "(A$width)*", $label;
		@figures ? ('     ' . join('    ', shift @pieces, @figures), map { "     $_" } @pieces) : join '    ', @$_;
	} @$rows;
}));
# The second half of one label has come between the halves of the next: 8.属于行, figures, 政执法案卷 are no row 7.
give('E44-halves-exchanged', model('2021'), document(model('2021'), sub {
	my ($rows, $table) = @_;
	return $tabs->($rows) if $table == 4;
	return map {
		my @r = @$_;
		my @halves = @r > 7 && $r[-8] =~ /^([78]\.属于行)(政.*)/ ? ($1, $2) : ();
		@halves ? ("     $halves[0]    " . join('    ', @r[-7 .. -1]), $halves[0] =~ /^8/ ? ('     政执法案卷', "     $halves[1]") : ()) : '     ' . join '    ', @r;
	} @$rows;
}));
# Marks that look like the number of a page: — 2 — / / 0 2
{
	my $m = model('2021');
	my @marks = ('—', 2, '—', '/', '/', 0, 2);
	put($m, "table3.not_processed_confirm.$keys3[$_]", $marks[$_], $marks[$_] eq '—' ? 'dash' : $marks[$_] eq '/' ? 'not_applicable' : $marks[$_]) for 0 .. 6;
	put($m, "table3.result_total.$_->[0]", $_->[1]) for ['natural_person', 59], ['commercial', 11], ['total', 86];
	give('E45-marks-of-a-page', $m, document($m, sub {
		my ($rows, $table) = @_;
		return map {
			my @r = @$_;
			my @figures = splice @r, -7 if $table == 3 && $r[-1] =~ /^\d/;
			@figures && $r[-1] =~ /^(5\..{9})(.*)/ ? ("$1", join(' ', @figures), $2) : join ' ', @r, @figures;
		} @$rows;
	}));
}
# A figure has come above the line of its row: the row is not blank.
{
	my $m = model('2021');
	put($m, 'table2.licensing.decisions', '1472', 'unreadable');
	put($m, 'table2.coercion.decisions', '17', 'unreadable');
	put($m, 'table2.punishment.decisions', '396', 'unreadable');
	give('E46-figures-astray', $m, document($m, sub {
		my ($rows, $table) = @_;
		return map {
			my @r = @$_;
			$table == 2 && $r[0] =~ /^行政许可|^行政强制/ ? ($r[1], "$r[0]\t", '') : $table == 2 && $r[-1] =~ /^[\d.]/ ? ("$r[0]\t", map { ($_, '') } @r[1 .. $#r]) : join "\t", @r;
		} @$rows;
	}));
}
# A tab that ends each cell, after a line break: </p> and </td> replaced. And a bar, alone in its line, without anything between rows.
for my $blanks (0, 1) {
	my $m = model('2021');
	put($m, $_, '', 'blank') for $blanks ? ('table2.regulations.repealed', 'table3.granted.commercial', 'table4.review.upheld', 'table4.litigation_after_review.total') : ();
	give('E47-tabs-below' . ($blanks ? '-blanks' : ''), $m, document($m, sub { return map { join('', map { "$_\n\t" } @$_) } @{$_[0]} }));
	give('E48-bars-below', $m, document($m, sub { return map { map { ($_, '|') } @$_ } @{$_[0]} })) unless $blanks;
}
# Last year's table 3 behind the report's own, which has lost a row: it is not taken from the other table.
{
	my $m = model('2021');
	my $last = model('2021');
	for my $row (@{$m->{rows3}}) {
		put($last, $_, $last->{printed}{$_} + 1) for map { "table3.$row->[0].$_" } @keys3;
	}
	put($m, "table3.not_processed_repeat.$_", '', 'missing') for @keys3;
	$m->{lost} = ['table3.*'];
	my $text = document($m, sub { return map { /重复申请/ ? () : $_ } map { join ' ', @$_ } @{$_[0]} });
	give('E49-last-year', $m, $text . "附：2022年数据\n" . join("\n", map { join ' ', @$_ } @{table3($last)}) . "\n");
}
# Numbers that a narrow column has broken, and one with a blank in its thousands: never the pieces.
{
	my $m = model('2021');
	put($m, "table3.result_total.$_->[0]", $_->[1], 'unreadable') for ['natural_person', '1,060'], ['commercial', '1,009'], ['research', '0'], ['charity', '2'], ['legal_service', '12'], ['other', '2'], ['total', '2,085'];
	put($m, 'table2.coercion.decisions', '6, 225', 'unreadable');
	give('E50-broken-numbers', $m, document($m, sub {
		my ($rows, $table) = @_;
		return map { my $line = join ' ', @$_; $line =~ s/^（七）总计 1,060 1,009 0 2 12 2 2,085/1,06 1,00 2,08\n（七）总计 0 9 0 2 12 2 5/; $line } @$rows;
	}));
}
# A table of another year with rows of the same names, below heads of its own: no table 2.
{
	my $m = model('2021');
	put($m, $_, '', 'missing') for grep { /^table2/ } @{$m->{order}};
	put($m, "table2.regulations.$_", '', 'unreadable') for qw(issued repealed valid);
	put($m, "table2.normative_documents.$_", '', 'unreadable') for qw(issued repealed valid);
	$m->{lost} = ['table2.*'];
	my $text = document($m, $tabs);
	$text =~ s/(二、主动公开政府信息情况\n).*?(?=三、收到)/$1指标名称\t计量单位\t2012年度\t历年累计\n规章\t件\t179\t1474\n行政规范性文件\t件\t253\t3107\n/s;
	give('E51-other-statistics', $m, $text);
}
# A sheet as a data frame prints itself: NaN for what is left of merged cells, on both sides of the figures.
give('E55-frame-of-a-sheet', model('2021'), document(model('2021'), sub {
	my ($rows, $table) = @_;
	my $width = 15;
	my $n = 0;
	return map {
		my @r = @$_;
		my @f = $table == 3 && $r[-1] =~ /^\d/ ? splice(@r, -7) : $table == 2 && $r[-1] =~ /^[\d.]+$/ ? splice(@r, 1) : ();
		my @cells = @f ? ((@r == 1 && $r[0] =~ /^[（\d]/ ? 'NaN' : ()), @r, ('NaN') x (3 - @r - (@r == 1 && $r[0] =~ /^[（\d]/ ? 1 : 0)), @f) : @r;
		join '  ', $n++, @cells, ('NaN') x ($width - @cells);
	} @$rows;
}));
# Columns of one's own around the seven, below heads: codes of the rows, last year's total.
{
	my $m = model('2021');
	my $n = 0;
	give('E54-own-columns', $m, document($m, sub {
		my ($rows, $table) = @_;
		return $tabs->($rows) if $table != 3;
		my @html = ("<table><tr><td colspan=3 rowspan=3>$hint</td><td rowspan=3>代码</td><td colspan=7>申请人情况</td><td rowspan=3>上年总计</td></tr>",
			'<tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr>', '<tr>' . join('', map { "<td>$_</td>" } @columns3[1 .. 5]) . '</tr>');
		return @html, (map { $n++; my @r = row3($m, $_); "<tr><td colspan=3>$_->[2]</td><td>$n</td>" . join('', map { "<td>$_</td>" } @r) . '<td>' . ($r[-1] + 3) . '</td></tr>' } @{$m->{rows3}}), '</table>';
	}));
}
# What section 一 lists of the outcomes is no row of the table; rows of sums between the table's own are none either.
{
	my $m = model('2021');
	my $text = document($m, $tabs);
	$text =~ s/(?=^二、主动)/（一）予以公开 21 件\n（二）部分公开 5 件\n（七）总计 60 件\n/m;
	give('E52-list-of-outcomes', $m, $text);
	$text = document($m, sub {
		my ($rows, $table) = @_;
		return $tabs->($rows) if $table != 3;
		return map { my @r = @$_; my $group = @r > 8 && $r[0] =~ /^（[三四五六]/ ? shift @r : ''; (($group ? join("\t", $group, ('9') x 7) : ()), join "\t", @r) } @$rows;
	});
	give('E53-sums-of-groups', $m, $text);
}
# Slashes with blanks around them, or double bars, between the cells of a line, blank cells among them.
{
	my $m = model('2021');
	put($m, $_, '', 'blank') for 'table2.regulations.repealed', 'table3.granted.commercial', 'table3.denied_law.research', 'table4.litigation_direct.other';
	give('E56-slashes', model('2021'), document(model('2021'), sub { return map { join(' / ', @$_) . ' /' } @{$_[0]} }));
	give('E57-double-bars', $m, document($m, sub { return map { ('|| ' . join(' || ', @$_), '|-') } @{$_[0]} }));
}
# Other tables with the form's labels: reviews of the year before, and of what some rows of table 3 were in two years; the year before's whole table 4.
{
	my $m = model('2021');
	my $text = document($m, $tabs);
	my $reviews = "附：2022年行政复议情况\n行政复议\n" . join("\t", @columns4) . "\n66\t68\t58\t90\t282\n\n";
	my $years = "近两年对比\n项目\t2022年\t2023年\n" . join('', map { "$_->[2]\t5$_->[3]\t$_->[3]\n" } grep { $_->[1] eq '' } @{$m->{rows3}}) . "\n";
	my $whole = "2022年度行政复议、行政诉讼情况\n行政复议\t行政诉讼\n" . join("\t", @columns4, '未经复议直接起诉', '复议后起诉') . "\n" . join("\t", (@columns4) x 2) . "\n" . join("\t", (7, 7, 7, 7, 28) x 3) . "\n\n";

	give('E58-reviews-of-another-year', $m, $text =~ s/(?=^二、主动)/$reviews/mr);
	give('E59-years-compared', $m, $text =~ s/(?=^四、(?!结转))/$years/mr);
	give('E60-table-4-of-another-year', $m, $text =~ s/(?=^一、总体)/$whole/mr);
	# the report's own table 3 is not there: the one that is attached is no substitute
	my $lost = model('2021');
	put($lost, "table3.$_", '', 'missing') for map { my $row = $_; map { "$row->[0].$_" } @keys3 } @{$lost->{rows3}};
	$lost->{lost} = ['table3.*'];
	my $attached = join("\n", $tabs->(table3($m), 3));
	$text =~ s/(三、收到[^\n]*\n).*?(?=^四、(?!结转))/$1/ms;
	$text .= "\n附：2022年度收到和处理政府信息公开申请情况\n$attached\n";
	give('E61-attached-table-3', $lost, $text);
	# the same where a line is a cell, not a row
	give('E66-attached-in-cells', $lost, $text =~ s/\t+/\n/gr);
	$text = document($m, $tabs);
	give('E67-reviews-in-cells', $m, $text =~ s/(?=^二、主动)/$reviews/mr =~ s/\t+/\n/gr);
	give('E68-table-4-in-cells', $m, $text =~ s/(?=^一、总体)/$whole/mr =~ s/\t+/\n/gr);
}
# Nothing but totals was filled in.
{
	my $m = model('2021');
	for my $row (@{$m->{rows3}}) {
		put($m, "table3.$row->[0].$_", '', 'blank') for @keys3[0 .. 5];
	}
	give('E62-only-totals', $m, document($m, $tabs));
}
# Columns without heads get 0 1 2 3 4 from a data frame, rows a number each; a tab ends every cell, a line each.
give('E63-heads-of-a-frame', model('2021'), document(model('2021'), sub {
	my ($rows, $table) = @_;
	my $n = 0;
	return (join("\t", '', 0 .. ($table == 4 ? 14 : $table == 3 ? 9 : 3)), map { join("\t", $n++, @$_) } @$rows);
}));
give('E64-cells-end-in-tabs', model('2021'), document(model('2021'), sub { return map { (map({ "$_\t" } @$_), '', '') } @{$_[0]} }));
# A figure broken at its comma, and a year where a figure might stand.
{
	my $m = model('2021');
	put($m, 'table2.licensing.decisions', '1 ,472', 'unreadable');
	put($m, 'table2.fees.amount', '', 'unreadable');
	my $text = document($m, sub { return map { join ' ', @$_ } @{$_[0]} });
	$text =~ s/(行政事业性收费 ?\n)/${1}2023 年分季度情况\n/;
	give('E65-no-figures', $m, $text);
}
# Columns of one's own beside the form's, with blanks at the edges: 备注 behind table 3 (as CSV, its rows a rectangle), 单位 before table 2's figures.
{
	my $m = model('2021');
	put($m, 'table3.denied_law.natural_person', '', 'blank');
	put($m, 'table3.granted.total', '', 'blank');
	put($m, 'table2.regulations.valid', '', 'blank');
	my $n = 0;
	my $rectangle = sub {
		my @r = @{$_[0]};
		return ($hint, '', '', '申请人情况', ('') x 5, '总计', '备注') if $r[0] eq $hint;
		return ('', '', '', '自然人', '法人或其他组织', ('') x 6) if $r[0] eq '自然人';
		return ('', '', '', '', @r, '', '') if $r[0] eq '商业企业';
		my @labels = splice @r, 0, @r - 7;
		my $depth = $labels[-1] =~ /^\d/ ? 2 : $labels[-1] =~ /^（/ ? 1 : 0;
		return ((map { $_ == $depth ? $labels[-1] : '' } 0 .. 2), @r, $n++ % 2 ? '无' : '详见附件');
	};
	give('E69-columns-of-ones-own', $m, document($m, sub {
		my ($rows, $table) = @_;
		return map { join ',', $rectangle->($_) } @$rows if $table == 3;
		return map { join ',', @$_ } @$rows if $table == 4;
		return map { my ($label, @r) = @$_; join ',', $label, (@r ? $label eq '信息内容' ? '单位' : '件' : ()), @r } @$rows;
	}));
}
# A list with the names of table 2's rows, of which the report words one in its own way: that one is not the list's.
{
	my $m = model('2021');
	put($m, 'table2.fees.amount', 705, 'missing');
	$m->{lost} = ['table2.fees.amount'];
	my $text = document($m, $tabs) =~ s/行政事业性收费\t705/收费收入（万元）\t52.15/r;
	my $list = "主动公开分类统计\n栏目\t数量\n行政许可\t702\n行政处罚\t703\n行政事业性收费\t705\n规章\t708\n\n";
	give('E70-list-of-names', $m, $text =~ s/(?=^五、存在)/$list/mr);
}
# Table 4 as three small tables whose heads are wrapped, a cell a line or side by side.
{
	my $m = model('2021');
	my @names = ('行政复议', '行政诉讼（未经复议直接起诉）', '行政诉讼（复议后起诉）');
	my @torn = map { my $h = $_; substr($h, 2, 0) = "\n" if length $h > 2; $h } @columns4;
	for my $shape (['cells', "\n"], ['tabs', "\t"]) {
		my ($name, $between) = @$shape;
		give("E71-wrapped-heads-in-$name", $m, document($m, sub {
			my ($rows, $table) = @_;
			return map { join $between, @$_ } @$rows if $table != 4;
			return map { ($names[$_], join($between, @torn), join($between, row4($m, $rows4[$_][0]))) } 0 .. 2;
		}));
	}
}
# 61 / 件: a unit on a line of its own.
{
	my $m = model('2021');
	for my $path (grep { /^table[34]/ } @{$m->{order}}) {
		put($m, $path, "$m->{printed}{$path}\n件", $m->{read}{$path});
	}
	give('E72-units-below', $m, document($m, $lines));
}
# The form's labels in other words, with units at their end or a year; references to notes, and money.
{
	my %words = ('一、本年新收政府信息公开申请数量' => '一、2023年新收政府信息公开申请数量', '二、上年结转政府信息公开申请数量' => '二、2022年结转申请数量',
		'3.危及“三安全一稳定”' => '3.危害“三安全一稳定”', '4.保护第三方合法权益' => '4.第三方合法权益', '7.属于行政执法案卷' => '7.属于行政执法案卷信息',
		'8.属于行政查询事项' => '8.行政查询事项', '3.补正后申请内容仍不明确' => '3.补正后申请内容依然不明确', '4.无正当理由大量反复申请' => '4.无正当理由大量反复的申请',
		'3.其他' => '3.其他情形', '（七）总计' => '（七）共计', '四、结转下年度继续办理' => '四、结转下一年度继续办理', '社会公益组织' => '公益组织', '结果纠正' => '结果纠错',
		'尚未审结' => '未审结', '未经复议直接起诉' => '未经行政复议直接起诉', '复议后起诉' => '经复议后起诉', '行政规范性文件' => '行政规范性文件（件）', '行政强制' => '行政强制措施');
	my $m = model('2021');
	put($m, 'table2.licensing.decisions', '1,472①', '1472');
	put($m, 'table2.fees.amount', '￥52.15', '52.15');
	put($m, 'table3.granted.total', '29*', '29');
	for my $shape (['tabs', $tabs], ['cells', $lines], ['bars', $pipes]) {
		my ($name, $print) = @$shape;
		give("E73-other-words-in-$name", $m, document($m, sub {
			return $print->([map { [map { exists $words{$_} ? $words{$_} : $_ } @$_] } @{$_[0]}]);
		}));
	}
	$m = model('2019');
	put($m, 'table2.licensing.change', '减少4', '-4');
	put($m, 'table2.other_external_services.change', '增加2', '2');
	give('E73-signs-as-words', $m, document($m, $tabs));
}
# The same labels in another year's tables, above the report's own: those are left out.
{
	my $m = model('2021');
	my $old = model('2021');
	for my $path (@{$old->{order}}) {
		put($old, $path, $old->{printed}{$path} + 200) if $old->{printed}{$path} =~ /^\d+$/;
	}
	for my $shape (['tabs', $tabs], ['cells', $lines]) {
		my ($name, $print) = @$shape;
		my $dated = join("\n", '2022年数据回顾', $print->(table2($old)), $print->(table3($old)), $print->(table4($old))) . "\n";
		my $named = join("\n", $print->(table3($old))) . "\n";
		$named =~ s/一、本年新收/一、2022年新收/;
		my $text = document($m, $print);
		give("E74-year-above-in-$name", $m, $text =~ s/(?=^二、主动)/$dated/mr);
		give("E74-year-in-a-row-in-$name", $m, $text =~ s/(?=^二、主动)/$named/mr);
	}
}
# Nothing but totals was filled in, in bars that no tool has padded; blanks printed as a word in others that are padded.
{
	my $m = model('2021');
	for my $row (@{$m->{rows3}}) {
		put($m, "table3.$row->[0].$_", '', 'blank') for @keys3[0 .. 5];
	}
	give('E75-only-totals-in-bars', $m, document($m, sub { return map { join('|', @$_) . '|' } @{$_[0]} }));
	give('E75-blanks-as-words', $m, document($m, sub {
		my ($rows, $table) = @_;
		return $pipes->($rows) if $table != 3;
		my $frame = sub { return '| ' . join(' | ', map { $_ eq '' ? 'nan' : $_ } @_) . ' |' };
		my @heads = ([($hint) x 3, ('申请人情况') x 7], [($hint) x 3, '自然人', ('法人或其他组织') x 5, '总计'], [($hint) x 3, @columns3]);
		return map { $frame->(@$_) } @heads, map {
			my @labels = grep { /\p{Han}/ } @$_;
			[@labels, ($labels[-1]) x (3 - @labels), @$_[@labels .. $#$_]];
		} grep { @$_ > 7 } @$rows;
	}));
}
# A page's number behind a row of tabs whose total is blank is not its total.
{
	my $m = model('2021');
	put($m, 'table3.denied_query.total', '', 'blank');
	my $text = document($m, $tabs);
	give('E76-page-behind-a-blank', $m, $text =~ s/(8\.属于行政查询事项[^\n]*\n)/${1}4\n/r);
}
# antiword wraps wide rows: what is left of table 4 on a line is none of its rows.
{
	my $m = model('2021');
	my @figures = map { row4($m, $_->[0]) } @rows4;
	put($m, $_, $m->{printed}{$_}, 'unreadable') for grep { /^table4/ } @{$m->{order}};
	give('E77-wrapped-row', $m, document($m, sub {
		my ($rows, $table) = @_;
		return map { '|' . join('|', @$_) . '|' } @$rows if $table != 4;
		return ('|行政复议|行政诉讼|', '|未经复议直接起诉|复议后起诉|', '|' . join('|', @columns4, @columns4, @columns4, @figures[0 .. 1]), join('|', @figures[2 .. 14]) . '|');
	}));
}
# Another table behind section 五 is not table 4, though its rows follow table 4's heads.
{
	my $m = model('2021');
	put($m, $_, '', 'missing') for grep { /^table4/ } @{$m->{order}};
	my $list = join("\n", '表1  近三年依申请公开情况', "年度\t新收\t结转\t办结\t公开\t其他", "135\t133\t114\t151\t8", "273\t271\t141\t217\t56") . "\n";
	my $text = document($m, sub {
		my ($rows, $table) = @_;
		return $tabs->($table == 4 ? [@$rows[0 .. 2]] : $rows);
	});
	give('E78-table-behind-the-sections', $m, $text =~ s/(?=^六、其他)/$list/mr);
}
# Rows of bars broken to a width, as html2text does by default: only two blanks at its end end a row.
give('E37-bars-broken', model('2021'), document(model('2021'), sub {
	my ($rows) = @_;
	return map {
		my $row = join(' | ', @$_);
		my @lines = ('');
		for my $word (split / /, $row) {
			push @lines, '' if length($lines[-1]) + 1 + length($word) > 56;
			$lines[-1] .= ($lines[-1] eq '' ? '' : ' ') . $word;
		}
		$lines[-1] .= '  ';
		@lines;
	} @$rows;
}));
# A data frame in Markdown: rows of nan below a table, and another frame with the numbers of its columns as heads.
give('E38-nan', model('2021'), document(model('2021'), sub {
	my ($rows, $table) = @_;
	my $width = $table == 2 ? 4 : $table == 3 ? 10 : 15;
	my $frame = sub { return '| ' . join(' | ', @_, ('nan') x ($width - @_)) . ' |' };
	my @lines = ('| ' . join(' | ', 0 .. $width - 1) . ' |', '|' . '---|' x $width);
	for my $row (@$rows) {
		my @labels = grep { !/^[\d.]+$/ } @$row;
		my @figures = @$row[scalar(@labels) .. $#$row];
		push @lines, $frame->($table == 3 && @figures ? (@labels, ($labels[-1]) x (3 - @labels), @figures) : @$row);
	}
	return (@lines, $frame->(), $frame->('注'), '', '| ' . join(' | ', 0 .. 14) . ' |', '');
}));
# 总计 as the first column of table 3, the heads of table 2 in another order: not the form's, so not read.
{
	my $m = model('2021');
	my $first = model('2021');
	put($first, $_, 'x', 'unreadable') for grep { /^table3/ } @{$first->{order}};
	my $turn = sub {
		my ($rows, $table) = @_;
		return $rows if $table != 3;
		return [map {
			my @r = @$_;
			[@r == 3 && $r[0] eq '自然人' ? @r[2, 0, 1] : @r >= 8 ? (@r[0 .. $#r - 7], $r[-1], @r[-7 .. -2]) : @r];
		} @$rows];
	};
	give('E39-total-first-tabs', $first, document($m, sub { return $tabs->($turn->(@_)) }));
	give('E39-total-first-lines', $first, document($m, sub { return $lines->($turn->(@_)) }));
	my $second = model('2021');
	put($second, $_, 'x', 'unreadable') for grep { /^table2/ } @{$second->{order}};
	give('E40-heads-turned', $second, document($m, sub {
		my ($rows, $table) = @_;
		return $lines->($table != 2 ? $rows : [map { my @r = @$_; @r == 4 ? [@r[0, 3, 1, 2]] : \@r } @$rows]);
	}));
}
# Cells of a Word table that a script prints once for each column that they span: in table 2 of form 2019 some rows have three columns, some two.
give('E43-spans-repeated', model('2019'), document(model('2019'), sub {
	my ($rows, $table) = @_;
	return $tabs->($rows) if $table != 2;
	return map { my @r = @$_; join "\t", @r == 1 ? ($r[0]) x 4 : @r == 3 ? @r[0, 1, 1, 2] : @r } @$rows;
}));
# A page printed by a browser, with radicals in the place of the characters that look like them.
give('E42-radicals', model('2021'), document(model('2021'), $lines) =~ tr/人民工一二八十水自立用示/⼈⺠⼯⼀⼆⼋⼗⽔⾃⽴⽤⽰/r);
# A column of one's own in table 3, and blanks: a row with a blank at one end has seven figures, too.
{
	my $m = model('2021');
	my $lost = model('2021');
	put($lost, $_, 'x', 'unreadable') for grep { /^table3/ } @{$lost->{order}};
	give('E41-eighth-column', $lost, document($m, sub {
		my ($rows, $table) = @_;
		return $tabs->($rows) if $table != 3;
		return map {
			my @r = @$_;
			splice @r, -1, 0, $r[-1] =~ /^\d/ ? $r[-1] - $r[-7] : '小计' if @r >= 5;
			$r[-8] = '' if $r[-1] =~ /^\d/ && $r[-8] eq '0';
			join "\t", @r;
		} @$rows;
	}));
}

give('E08-tabs-trailing', model('2021'), document(model('2021'), sub {
	my ($rows, $table) = @_;
	return map { join("\t", @$_) . ($_->[0] =~ /^第二十条|信息内容|本列数据/ ? "\t\t\t" : '') } @$rows if $table != 3;
	return map {
		my @r = @$_;
		my $labels = grep { /\D/ } @r;
		my $line = join "\t", @r;
		$line = ($r[0] =~ /^[2-8]\./ ? "\t\t" : $r[0] =~ /^（[二三四五六]/ ? "\t" : '') . $line;
		$line =~ s/^\t+// if $r[0] =~ /^5\.要求/;
		$labels > 3 ? "$line\t" : $line;
	} @$rows;
}));
give('E09-spaces', model('2021'), document(model('2021'), sub { return map { join ' ', @$_ } @{$_[0]} }));

# E10: each row a small table of its own, one of them with a wrong head
{
	my $m = model('2021');
	my $n = 0;
	my $text = document($m, sub {
		my ($rows, $table) = @_;
		return $pipes->($rows) if $table == 2;
		my @lines;
		if ($table == 3) {
			for my $row (@{$m->{rows3}}) {
				my @head = $n++ == 3 ? ('项目', '本年新收件数', '上年结转件数', '予以公开', '部分公开', '不予公开', '无法提供', '总计') : ('类别', (map { "数据$_" } 1 .. 6), '总计');
				push @lines, ($row->[1] ne '' ? "### $row->[1]" : '### 申请情况'), '', '| ' . join(' | ', @head) . ' |', '|' . '---|' x 8, '| ' . join(' | ', $row->[2], row3($m, $row)) . ' |', '';
			}
			return @lines;
		}
		for my $row (@rows4) {
			my $name = $row->[1] eq '行政复议' ? $row->[1] : "行政诉讼（$row->[1]）";
			push @lines, "### $name", '', '| ' . join(' | ', @columns4) . ' |', '|' . '---|' x 5, '| ' . join(' | ', row4($m, $row->[0])) . ' |', '';
		}
		return @lines;
	});
	give('E10-small-tables', $m, $text);
}

# E11: labels torn from their figures, page numbers between rows
give('E11-torn-labels', model('2021'), document(model('2021'), sub {
	my ($rows, $table) = @_;
	my $n = 0;
	return map {
		my @labels = grep { /\D/ && !/^[\d.]+$/ } @$_;
		my @figures = grep { /^[\d.]+$/ } @$_;
		my $label = join '', @labels;
		my @lines = (join ' ', @labels, @figures);
		if (@figures == 7 && length $label > 12) {
			my $half = int(length($label) / 2);
			@lines = (substr($label, 0, $half), join(' ', @figures), substr($label, $half));
		}
		push @lines, '— ' . ++$n . ' —', "\f" if @figures == 7 && $label =~ /8\./;
		@lines;
	} @$rows;
}));

# E12: what is merged over several rows
give('E12-empty-first-fields', model('2021'), document(model('2021'), sub {
	my ($rows, $table) = @_;
	return $pipes->($rows) if $table != 3;
	return map { my @r = @$_; my @pad = $r[0] =~ /^[1-8]\./ ? ('', '') : $r[0] =~ /^（[二三四五六七]/ ? ('') : (); '| ' . join(' | ', @pad, @r) . ' |' } @$rows;
}));
give('E12-outcome-row-of-its-own', model('2021'), document(model('2021'), sub {
	return $pipes->([map { $_->[0] =~ /^三、/ ? ([$_->[0]], [@$_[1 .. $#$_]]) : $_ } @{$_[0]}]);
}));

# E13: the labels of the sub-rows are gone, but all figures are there and add up. E14: lines that were there before are gone
{
	my $m = model('2021');
	give('E13-labels-lost', $m, document($m, sub {
		return $lines->([map { my @r = grep { !/^\d\./ || /^\d\.\d+$/ } @$_; [@r] } @{$_[0]}]);
	}));
	$m = model('2021');
	$m->{lost} = ['table2.*', 'table3.*', 'table4.*'];
	my %seen;
	my $text = join '', grep { !$seen{$_}++ } map { "$_\n" } split /\n/, document($m, $lines);
	give('E14-without-repeats', $m, $text);
}

# E15 - E19: heads
give('E15-head-in-two-rows', model('2021'), document(model('2021'), sub {
	return map { $_->[0] eq '商业企业' ? ('| 商业 | 科研 | 社会公益 | 法律服务 | 其他 |', '| 企业 | 机构 | 组织 | 机构 | |') : '| ' . join(' | ', @$_) . ' |' } @{$_[0]};
}));
give('E16-truncated-heads', model('2019'), document(model('2019'), sub {
	return $pipes->([map { [map { my $c = $_; $c =~ s/^本年新(制作|公开)数量$/本年新/; $c =~ s{^本年增/减$}{本年增/}; $c } @$_] } @{$_[0]}]);
}));
give('E17-heads-repeated', model('2021'), document(model('2021'), sub {
	my ($rows, $table) = @_;
	return map { (($_->[0] =~ /^（四）无法/ ? ('第 2 页 共 3 页', $tabs->([head3()])) : $_->[0] =~ /^4\.无正当/ ? ('- 3 -') : ()), join "\t", @$_) } @$rows;
}));
give('E18-captions', model('2021'), document(model('2021'), sub {
	return ('该部分以表格形式报告。表格如下：', "表$_[1]：统计表", '单位：青垣市水务局  2023年度', '单位：件', $tabs->($_[0]));
}));
give('E19-extra-row', model('2019'), document(model('2019'), sub {
	return $tabs->([map { $_->[0] eq '规范性文件' ? ($_, ['其他主动公开文件（含各类通知、公告）', 41, 40, 377]) : $_ } @{$_[0]}]);
}));

# E28: what a browser's innerText makes of cells with paragraphs, and Markdown made of them. \x01: a paragraph's edge, of which those that meet count once
{
	my $inner = sub {
		my ($label, $data, $edge, $tab, $row) = @_;
		return sub {
			my $text = join $row, map { join $tab, map { my $p = /^[\d.]+$|^[—\x{A0}\x{3000}]$/ ? $data : $label; $p && $_ ne '' ? "\x01$_\x01" : $_ } @$_ } @{$_[0]};
			$text =~ s/\x01+(?=  \n)//g;
			$text =~ s/\x01+/$edge/g;
			$text =~ s/(?<=  \n)\n+/  \n/g;
			$text =~ s/^\n+//;
			$text =~ s/\n+$//;
			return ($text, '');
		};
	};
	my %way = (
		'plain-labels' => $inner->(0, 1, "\n\n", "\t", "\n"),
		'plain-figures' => $inner->(1, 0, "\n\n", "\t", "\n"),
		'paragraphs' => $inner->(1, 1, "\n\n", "\t", "\n"),
		'divisions' => $inner->(1, 1, "\n", "\t", "\n"),
		'markdown' => $inner->(0, 1, "\n\n", '| ', "  \n"),
		'markdown-paragraphs' => $inner->(1, 1, "\n\n", '| ', "  \n"),
	);
	my $m = model('2021');
	my $i = 0;
	for my $path (grep { $m->{read}{$_} eq '0' } @{$m->{order}}) {
		my $print = ('', "\x{A0}", "\x{3000}", '—')[$i++ % 4];
		put($m, $path, $print, $print eq '—' ? 'dash' : 'blank');
	}
	for my $name (sort keys %way) {
		give("E28-inner-$name", model('2021'), document(model('2021'), $way{$name}));
		give("E28-inner-$name-blanks", $m, document($m, $way{$name}));
	}
}

# E29: get_text() with a separator: the texts between the tags, on one line, or on lines of their own where the page has line breaks
{
	my $m = model('2021');
	my ($head, $rest) = split /^(?=二、主动)/m, document($m, sub { return map { map { my $c = $_; $c =~ s/^([1-8])\.(?=\D)/$1.\n/; $c } @$_ } @{$_[0]} });
	$rest =~ s/\n(?=.)/|/g;
	give('E29-texts-bars', $m, $head . $rest);
	give('E29-texts-tabs', $m, document($m, sub {
		return map { ((map { my $c = $_; $c =~ s/^（([一二三四五六七])）/（\t$1\t）/; "\t$c\t" } @$_), "\t", "\t") } @{$_[0]};
	}));
}

# E30: a page copied from a browser: paragraphs go below the line of their row, and blank cells among them are lost
{
	my $copy = sub {
		my ($data) = @_;
		return sub {
			my @lines = map { my @r = @$_; my $p = $r[-1] !~ /^[\d.]+$/ ? 0 : $data; my @labels = grep { !/^[\d.]*$/ } @r; my @f = grep { /^[\d.]*$/ } @r;
				$p == 1 ? ((@labels ? join("\t", @labels) . "\t" : ()), map { ($_, '') } @f) : $p == 2 && @f > 1 ? ((map { ($_, '') } @labels), join "\t", @f) : join "\t", @r } @{$_[0]};
			return @lines;
		};
	};
	give('E30-copy-figures', model('2021'), document(model('2021'), $copy->(1)));
	give('E30-copy-labels', model('2021'), document(model('2021'), $copy->(2)));
}

# E31: labels of several lines in rows of fields
{
	my $torn = sub { my $c = shift; $c =~ s/(.{2,8})(.{2})$/$1\n$2/ unless $c =~ /^[\d.]*$|（$/; $c };
	give('E31-torn-tabs', model('2021'), document(model('2021'), sub { return $tabs->([map { [map { $torn->($_) } @$_] } @{$_[0]}]) }));
	give('E31-torn-quotes', model('2021'), document(model('2021'), sub {
		return map { join ',', map { my $c = $torn->($_); $c =~ /[\n,]/ ? "\"$c\"" : $c } @$_, (@$_ < 4 ? ('') x (4 - @$_) : ()) } @{$_[0]};
	}));
}

# E32: semicolons
{
	my $csv = sub {
		my ($quote) = @_;
		return sub {
			return map { join ';', map { $quote || /;/ ? "\"$_\"" : $_ } @$_, (@$_ < 7 ? ('') x (7 - @$_) : ()) } @{$_[0]};
		};
	};
	give('E32-semicolons', model('2021'), document(model('2021'), $csv->(0)));
	give('E32-semicolons-quotes', model('2021'), document(model('2021'), $csv->(1)));
}

# E33: the page's tables kept in Markdown, without their spans, and with blank lines in the cells
give('E33-tables-in-markdown', model('2021'), document(model('2021'), sub {
	return ("**表格如下**\n\n<table>  ", (map { ('<tr>  ', (map { "<td>\n\n\n\n$_</td>  " } @$_), '</tr>  ') } @{$_[0]}), "</table>\n");
}, title => ['# ' . model('2021')->{title}]));

# E20, E21: nothing printed, or a mark
{
	my $m = model('2021');
	for my $path (grep { /^table3/ } @{$m->{order}}) {
		put($m, $path, '', 'blank') if $m->{read}{$path} eq '0' && $path !~ /total/;
	}
	give('E20-blank-for-zero', $m, document($m, $pipes));
	give('E20-blank-for-zero-tabs', $m, document($m, $tabs));
	$m = model('2021');
	put($m, $_, '', 'blank') for @{$m->{order}};
	give('E20-all-blank', $m, document($m, $pipes));
	$m = model('2021');
	put($m, 'table3.carried_out.total', '', 'blank');
	give('E20-last-cell-missing', $m, document($m, $pipes));
	$m = model('2021');
	put($m, "table3.$_->[0].total", '', 'blank') for grep { $_->[0] !~ /total/ } @{$m->{rows3}};
	give('E20-totals-blank', $m, document($m, $pipes));
	my $i = 0;
	$m = model('2021');
	for my $path (@{$m->{order}}) {
		next if $m->{read}{$path} ne '0';
		my ($mark, $state) = @{(['/', 'dash'], ['-', 'dash'], ['无', 'not_applicable'], ['——', 'dash'], ['\\', 'dash'], ['—', 'dash'])[$i++ % 6]};
		put($m, $path, $mark, $state);
	}
	give('E21-marks', $m, document($m, $tabs));
	give('E21-marks-lines', $m, document($m, $lines));
}

# E22: figures
{
	my $m = model('2021');
	put($m, 'table2.fees.amount', '251000元', '251000');
	put($m, 'table2.licensing.decisions', '1,472', '1472');
	put($m, 'table2.punishment.decisions', '３９６', '396');
	put($m, 'table2.coercion.decisions', '17件', '17');
	put($m, 'table2.normative_documents.issued', '22（其中修订16件）', '22');
	put($m, 'table2.normative_documents.valid', '11398889', '11398889');
	put($m, 'table2.regulations.issued', "0\x{3000}", '0');
	put($m, 'table2.regulations.valid', ' 7 ', '7');
	put($m, 'table3.denied_state_secret.natural_person', '0件', '0');
	put($m, 'table4.review.upheld', '3.0', '3');
	give('E22-figures', $m, document($m, $tabs));
	give('E22-figures-pipes', $m, document($m, $pipes));
	$m = model('2019');
	put($m, 'table2.licensing.change', '减4', '-4');
	put($m, 'table2.other_external_services.change', '增2', '2');
	put($m, 'table2.punishment.change', '-7', '-7');
	put($m, 'table2.coercion.change', '+461', '461');
	put($m, 'table2.fees.change', '减少1', '-1');
	put($m, 'table2.procurement.amount', '160.5964万元', '160.5964');
	give('E22-signs', $m, document($m, $tabs));
	$m = model('2021');
	put($m, 'table2.fees.amount', '370\\.76', '370.76');
	put($m, 'table2.regulations.issued', '\\-1', '-1');
	give('E22-escapes', $m, document($m, sub { return $pipes->([map { [map { my $c = $_; $c =~ s/^(\d)\.(?=\D)/$1\\./; $c } @$_] } @{$_[0]}]) }));
	$m = model('2021');
	put($m, 'table2.licensing.decisions', '2,59 6', 'text');
	put($m, 'table2.punishment.decisions', '1,54', 'text');
	give('E22-bad-groups', $m, document($m, $tabs));
}

# E23: prose in the place of a table
{
	my $m = model('2021');
	my $text = document($m, $tabs);
	$text =~ s/(四、政府信息公开行政复议、行政诉讼情况\n).*?(?=五、)/$1无\n/s;
	put($m, $_, '', 'missing') for grep { /^table4/ } @{$m->{order}};
	$m->{lost} = ['table4.*'];
	give('E23-none', $m, $text);
	$m = model('2021');
	$text = document($m, $tabs);
	$text =~ s/(二、主动公开政府信息情况\n).*?(?=三、收到)/$1本年度行政处罚39件，其他为零。\n/s;
	put($m, $_, '', 'missing') for grep { /^table2/ } @{$m->{order}};
	$m->{lost} = ['table2.*'];
	give('E23-sentence', $m, $text);
}

# E25: other orders. E26: no headings
{
	my $m = model('2021');
	my @part = split /^(?=[二三四五]、(?:主动|收到|政府|存在))/m, document($m, $tabs);
	give('E25-tables-in-another-order', $m, join '', @part[0, 3, 2, 1, 4]);
	give('E25-prose-first', $m, join '', $part[0], $part[4], @part[1 .. 3]);
	give('E26-no-headings', $m, document($m, $lines, headings => 1));
	give('E26-no-headings-tabs', $m, document($m, $tabs, headings => 1));
}

# F: other letters
{
	my %traditional = qw(开 開 规 規 结 結 转 轉 处 處 总 總 计 計 复 復 议 議 诉 訴 讼 訟 发 發 废 廢 单 單 万 萬 机 機 构 構 织 織 务 務 业 業 属 屬 国 國 类 類 内 內 过 過 执 執 询 詢 无 無 给 給 获 獲 继 繼 续 續
		决 決 数 數 许 許 罚 罰 费 費 额 額 请 請 办 辦 予 予 护 護 权 權 确 確 认 認 掌 掌 关 關 现 現 补 補 后 後 举 舉 报 報 投 投 重 重 经 經 维 維 纠 紉 审 審 条 條 项 項 学 學 应 應 质 質 准 准 实 實 当 當 归 歸 强 強 缴 繳 纳 納 动 動);
	$traditional{'纠'} = '糾';
	my $m = model('2021');
	my ($head, $rest) = split /^(?=根据)/m, document($m, $tabs);
	$rest = join '', map { exists $traditional{$_} ? $traditional{$_} : $_ } split //, $rest;
	give('F1-traditional', $m, $head . $rest);
	my %pinyin = qw(开 kāi 数 shù 规 guī 结 jié 处 chǔ 总 zǒng);
	my ($plain, $tables) = split /^(?=二、主动)/m, document($m, $tabs);
	my $i = 0;
	$tables =~ s/([开数规结处总])/my $c = $1; $i++ % 3 ? $c : "$c($pinyin{$c})"/ge;
	give('F2-pinyin', $m, $plain . $tables);
	give('F3-bullets', $m, document($m, sub { return $tabs->([map { [map { my $c = $_; $c =~ s/^([1-8]\.)/\x{F0B7} $1/; $c =~ s/^（/\x{3000}（/; $c } @$_] } @{$_[0]}]) }));
	give('F4-punctuation', $m, document($m, sub {
		return $tabs->([map { [map { my $c = $_; $c =~ tr/（），：/(),:/; $c =~ s/^([1-8])\.(?=\D)/$1、/; $c =~ s/[“”]/"/g; $c } @$_] } @{$_[0]}]);
	}));
	give('F5-typos', $m, document($m, sub {
		return $tabs->([map { [map { my $c = $_; $c =~ s/规范性文件/规范文件/; $c =~ s/危及/危急/; $c =~ s/属于四类/属四类/; $c =~ s/^重复申请$/重复申请/; $c =~ s/仍不明确/仍不明晰/; $c =~ s/信访举报投诉类/信访举报类/; $c } @$_] } @{$_[0]}]);
	}));
}

# G: what stands around the tables, and lines that are broken
{
	my $m = model('2021');
	give('G1-chrome', $m, "当前位置：首页 > 政务公开 > 政府信息公开年报\n【字体：大 中 小】 打印 分享\n索引号\t000014349/2024-00017\t发布机构\t青垣市人民政府办公室\n发布日期：2024-01-22 浏览次数：1234\n" . document($m, $tabs) .
		"附件：青垣市水务局2023年政府信息公开统计表.xls\n上一篇：青垣市教育局2022年政府信息公开工作年度报告\n下一篇：青垣市财政局2024年政府信息公开工作年度报告\n版权所有 京ICP备10506093号-1\n");
	my $text = document($m, $lines);
	$text =~ s/([^\n]{26})(?=[^\n])/$1\n/g;
	give('G6-hard-wraps', $m, $text);
}

# K: tables in other shapes, and what tools do to them
{
	my $m = model('2021');
	# the rows of table 4 by groups
	my $groups = sub {
		my ($rows, $table, $print) = @_;
		return $tabs->($rows) if $table != 4;
		return map { $print->($_, row4($m, $_->[0])) } @rows4;
	};
	my $n = 0;
	give('K01-table-4-by-rows', $m, document($m, sub {
		return $groups->(@_[0, 1], sub { my ($row, @f) = @_; return ($n++ ? () : join("\t", '类别', @columns4), join "\t", $row->[1], @f) });
	}));
	give('K01-table-4-by-rows-named', $m, document($m, sub {
		return $groups->(@_[0, 1], sub {
			my ($row, @f) = @_;
			my $name = $row->[1] eq '行政复议' ? $row->[1] : "行政诉讼（$row->[1]）";
			return (($row->[0] eq 'review' ? join("\t", '类别', @columns4) : ()), join("\t", $name, @f));
		});
	}));
	give('K01-table-4-stacked', $m, document($m, sub {
		return $groups->(@_[0, 1], sub { my ($row, @f) = @_; return (($row->[0] eq 'litigation_direct' ? '行政诉讼' : ()), $row->[1], join("\t", @columns4), join "\t", @f) });
	}));
	# all fifteen may have come down to five, and then they are nobody's
	my $lost = model('2021');
	put($lost, $_, 'x', 'unreadable') for grep { /^table4/ } @{$lost->{order}};
	give('K01-five-of-fifteen', $lost, document($m, sub {
		my ($rows, $table) = @_;
		return $tabs->($table == 4 ? [@$rows[0 .. 2], [3, 1, 0, 2, 6]] : $rows);
	}));
	# every cell at its column, as in a sheet
	my $rectangle = sub {
		my ($rows, $table, %o) = @_;
		my $serial = 0;
		return map {
			my @r = @$_;
			my @cells = ('') x 15;
			if ($table == 2) { @cells[0 .. $#r] = @r }
			elsif ($table == 4) {
				my @at = (0 .. 14);
				@cells[@r == 2 ? (0, 5) : @r == 7 ? (0 .. 5, 10) : @r == 10 ? (5 .. 14) : @at] = @r;
				@cells = ($o{name} && @r == 15 ? '件数' : '', @cells) if $o{name};
			}
			elsif ($r[0] eq $hint) { @cells[0, 3] = @r }
			elsif ($r[0] eq '自然人') { @cells[3, 4, 9] = @r }
			elsif ($r[0] eq '商业企业') { @cells[4 .. 8] = @r }
			else {
				my @f = splice @r, -7;
				my $first = $r[-1] =~ /^\d/ ? 2 : $r[-1] =~ /^（/ ? 1 : 0;
				@cells[$first, 3 .. 9] = ($r[-1], @f);
				$cells[1] = $r[-2] if $first == 2 && @r > 1;
				$cells[0] = $r[0] if $first == 1 && @r > 1;
			}
			@cells = (($cells[3] =~ /^\d+$/ ? ++$serial : ''), @cells) if $table == 3 && $o{serial};
			join "\t", @cells;
		} @$rows;
	};
	give('K02-name-of-table-4', $m, document($m, sub { return $rectangle->(@_, name => 1) }));
	give('K03-serial-numbers', $m, document($m, sub { return $rectangle->(@_, serial => 1) }));
	my $b = model('2021');
	put($b, "table3.$_->[0].total", '', 'blank') for @{$b->{rows3}};
	give('K04-no-totals-in-a-rectangle', $b, document($b, $rectangle));
	give('K05-heads-in-one-row', $m, document($m, sub {
		my ($rows, $table) = @_;
		return $tabs->($table == 3 ? [[map { @$_ } @$rows[0 .. 2]], @$rows[3 .. $#$rows]] : $rows);
	}));
	# from top to bottom: a label of two lines comes behind its figures, one of four before
	give('K06-out-of-step', $m, document($m, sub {
		my ($rows, $table) = @_;
		return $lines->($rows) if $table != 3;
		return map {
			my @r = @$_;
			my @f = $r[-1] =~ /\d/ ? splice(@r, -7) : ();
			my $l = $r[-1];
			$l =~ s/^(.{8})(.+)/$1\n$2/;
			$l =~ /^[2345]\..*\n/ && length $l < 18 ? (@r[0 .. $#r - 1], @f, $l) : (@r[0 .. $#r - 1], $l, @f);
		} @$rows;
	}));
	my $blanks = model('2021');
	put($blanks, $_, '&nbsp;', 'blank') for grep { /^table3.*(research|charity)/ && $blanks->{read}{$_} eq '0' } @{$blanks->{order}};
	give('K07-references-to-spaces', $blanks, document($blanks, sub { return map { "   $_   " } $lines->($_[0]) }));
	my $divs = document($m, $pipes, title => ['<div class="top">', '', '[首页](/) \\| [政务公开](/zwgk)', '', '</div>', '', "# $m->{title}"]);
	$divs =~ s/^(\| 信息内容.*)$/$1\n|---|---|---|---|/m;
	give('K08-markdown-in-divs', $m, $divs);
	give('K09-heads-as-tuples', $m, document($m, sub {
		my ($rows, $table) = @_;
		return $pipes->($rows) if $table != 4;
		my @heads = map { my $g = $_; map { $g->[0] eq 'review' ? "('行政复议', '$_', '$_')" : "('行政诉讼', '$g->[1]', '$_')" } @columns4 } @rows4;
		return ('| ' . join(' | ', @heads) . ' |', '|' . '--:|' x 15, $pipes->([$rows->[3]]));
	}));
	my $signs = model('2019');
	put($signs, 'table2.licensing.change', '减4', '-4');
	put($signs, 'table2.other_external_services.change', '增2', '2');
	give('K10-signs-in-running-text', $signs, document($signs, $lines));
	# on one line, a row without figures, and one of the office's own behind it
	my $sub = model('2021');
	put($sub, $_, '', 'missing') for grep { /^table3\.denied_query/ } @{$sub->{order}};
	give('K11-subtotal-behind-a-blank-row', $sub, "$sub->{title}\n" . join ' ', split /\n/, document($sub, sub {
		return map { join ' ', grep { $_ ne '' } @$_ } map { $_->[0] =~ /^8\.属于/ ? ([$_->[0]], ['小计', 12, 3, 0, 1, 3, 0, 19]) : $_ } @{$_[0]};
	}, title => []));
	my $broken = model('2021');
	put($broken, 'table2.licensing.decisions', '14826', 'unreadable');
	give('K12-number-on-two-lines', $broken, document($broken, sub {
		my ($rows, $table) = @_;
		return map { $table == 2 && $_->[0] eq '行政许可' ? ("行政           1482", '许可              6') : join '    ', @$_ } @$rows;
	}));
}

# H: pages
{
	my $cell = sub { my ($t, $n) = @_; my $c = $n > 1 ? qq{ colspan="$n"} : ''; return "<td$c><p><span lang=\"EN-US\">" . ($t eq '' ? '&nbsp;' : $t) . '</span></p></td>' };
	my $html = sub {
		my ($rows, $table) = @_;
		my @html = ('<table border="1">');
		for my $row (@$rows) {
			my @r = @$row;
			my @cells;
			if ($table == 2) { @cells = @r == 1 ? $cell->($r[0], 4) : map { $cell->($_, 1) } @r }
			elsif ($r[0] eq $hint) { @cells = (qq{<td colspan="3" rowspan="3">$hint</td>}, '<td colspan="7">申请人情况</td>') }
			elsif ($table == 3 && $r[0] eq '自然人') { @cells = ('<td rowspan="2">自然人</td>', '<td colspan="5">法人或其他组织</td>', '<td rowspan="2">总计</td>') }
			elsif ($table == 3 && $r[0] eq '商业企业') { @cells = map { my $c = $_; $c =~ s/(企业|机构|组织)/<br\/>$1/; "<td>$c</td>" } @r }
			elsif ($table == 3) {
				my @f = splice @r, -7;
				my $depth = $r[-1] =~ /^[一二四]、/ ? 3 : $r[-1] =~ /^（/ ? 2 : 1;
				my %span = ('三、本年度办理结果' => 22, '（三）不予公开' => 8, '（四）无法提供' => 3, '（五）不予处理' => 5, '（六）其他处理' => 3);
				my $last = pop @r;
				@cells = ((map { qq{<td rowspan="$span{$_}">$_</td>} } @r), $cell->($last, $depth), map { $cell->($_, 1) } @f);
			}
			elsif ($r[0] eq '行政复议') { @cells = ('<td colspan="5">行政复议</td>', '<td colspan="10">行政诉讼</td>') }
			elsif (@r == 7) { @cells = ((map { qq{<td rowspan="2">$_</td>} } @r[0 .. 4]), map { qq{<td colspan="5">$_</td>} } @r[5, 6]) }
			else { @cells = map { $cell->($_, 1) } @r }
			push @html, '<tr>' . join('', @cells) . '</tr>';
		}
		return (@html, '</table>');
	};
	my $page = sub {
		my ($m, $before, $after) = @_;
		my $body = document($m, $html, title => ["<h1>$m->{title}</h1>"]);
		$body =~ s{^([^<\n]+)$}{<p>$1</p>}mg;
		return "<html><head><meta charset=\"utf-8\"><title>$m->{title}_青垣市人民政府</title><script>var n = '2022年';</script></head><body>$before$body$after</body></html>\n";
	};
	my $m = model('2021');
	# the head's last row is one of 25 rows below; the third row of table 4's head has ten cells, below five that reach down
	my $fix = sub { my $t = shift; $t =~ s{<tr>(?:<td><p><span lang="EN-US">(?:结果维持|结果纠正|其他结果|尚未审结|总计)</span></p></td>){10}</tr>}{'<tr>' . join('', map { "<td>$_</td>" } @columns4, @columns4) . '</tr>'}e; return $t };
	give('H1-page', $m, $fix->($page->($m, '', '<p>上一篇：<a href="#">青垣市教育局2022年政府信息公开工作年度报告</a></p>')));
	give('H2-layout-tables', $m, $fix->($page->($m, '<table><tr><td><table><tr><td>索引号</td><td>0001</td><td>发布机构</td><td>青垣市人民政府</td></tr></table></td></tr><tr><td>',
		'</td></tr><tr><td>浏览次数：1234</td></tr></table>')));
	my $b = model('2021');
	for my $path (grep { /^table3/ } @{$b->{order}}) {
		put($b, $path, '', 'blank') if $b->{read}{$path} eq '0';
	}
	give('H3-page-with-blanks', $b, $fix->($page->($b, '', '')));
}

# A: titles. Table 2 alone keeps them short.
{
	my $n = 0;
	my $short = sub {
		my ($name, $year, $agency, $title, $text) = @_;
		my $m = model('2021');
		$m->{order} = [grep { /^table2/ } @{$m->{order}}];
		@$m{qw(year agency title)} = ($year, $agency, $title);
		$text =~ s/\@P/preamble($m)/e;
		my $body = join "\n", '一、总体情况', '本年度主动公开政府信息1286条。', '二、主动公开政府信息情况', $tabs->(table2($m)), '';
		my $truth = "form 2021\nyear $year\n" . ($agency ne '' ? "agency $agency\n" : '') . ($title ne '' ? "title $title\n" : '') .
			join '', map { "$_ $m->{read}{$_}\n" } @{$m->{order}};
		write_file("A-$name.txt", $text =~ /\@B/ ? do { (my $t = $text) =~ s/\@B/$body/; $t } : "$text\n$body");
		write_file("A-$name.truth", $truth);
		push @manifest, "own/A-$name.txt own/A-$name.truth own-A utf-8";
	};
	my $w = '青垣市水务局';
	$short->('01-plain', 2023, $w, "${w}2023年政府信息公开工作年度报告", "${w}2023年政府信息公开工作年度报告\n\@P");
	$short->('02-year-twice', 2023, $w, "${w}2023年度政府信息公开工作年度报告", "${w}2023年度政府信息公开工作年度报告\n\@P");
	$short->('03-short-noun', 2024, '云汀区公安分局', '云汀区公安分局2024年度政府信息公开年报', "云汀区公安分局2024年度政府信息公开年报\n\@P");
	$short->('04-year-first', 2022, '北澜区财政局', '2022年北澜区财政局政府信息公开工作年度报告', "2022年北澜区财政局政府信息公开工作年度报告\n\@P");
	$short->('05-two-lines', 2022, '安泺市教育局', '安泺市教育局2022年政府信息公开工作年度报告', "安泺市教育局\n2022年政府信息公开工作年度报告\n\@P");
	$short->('06-broken-phrase', 2023, '石桥沟乡', '石桥沟乡2023年政府信息公开工作年度报告', "石桥沟乡2023年政府信息公开工作\n\n年度\n报告\n\@P");
	$short->('07-no-title', 2023, $w, '', "\@P\n联系单位：$w\n\@B五、存在的主要问题及改进情况\n公开的主动性还需加强，下一步将开展业务培训。\n$w\n2024年1月18日\n");
	$short->('08-printed-twice', 2020, '南陌镇', '南陌镇2020年政府信息公开工作年度报告', "南陌镇2020年政府信息公开工作年度报告\n日期:2021-01-27\n南陌镇政府信息公开工作年度报告\n\@P");
	$short->('09-spaces', 2023, '望岚街道', '望岚街道2023年政府信息公开工作年度报告', "望岚街道 2023 年政府信息公开工作年度报告\n\@P");
	$short->('14-year-without-sign', 2022, '青垣市人民政府办公室', '青垣市人民政府办公室2022政府信息公开工作年度报告', "青垣市人民政府办公室2022\n\n政府信息公开工作年度报告\n\@P");
	$short->('15-date-below', 2025, '青垣县人民政府', '青垣县人民政府2025年政府信息公开工作年度报告', "青垣县人民政府2025年政府信息公开工作年度报告\n\n青垣县人民政府\n(2026年1月20日)\n\@P");
	$short->('16-chinese-year', 2021, $w, "${w}二〇二一年度政府信息公开工作年度报告", "${w}二〇二一年度政府信息公开工作年度报告\n\@P");
	$short->('16-chinese-year-o', 2021, $w, "${w}二O二一年政府信息公开工作年度报告", "${w}二O二一年政府信息公开工作年度报告\n\@P");
	$short->('17-full-width', 2023, $w, "${w}２０２３年政府信息公开工作年度报告", "${w}２０２３年政府信息公开工作年度报告\n\@P");
	$short->('18-last-years-period', 2023, $w, "${w}2023年政府信息公开工作年度报告", "${w}2023年政府信息公开工作年度报告\n本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。");
	$short->('19-other-years-links', 2023, $w, "${w}2023年政府信息公开工作年度报告", "首页 > 青垣市人民政府 > 2025年\n发布日期：2025-11-03\n${w}2023年政府信息公开工作年度报告\n\@P\n\@B五、存在的主要问题及改进情况\n无。\n上一篇：青垣市教育局2021年政府信息公开工作年度报告\n");
	$short->('20-metadata-row', 2023, $w, "${w}2023年政府信息公开工作年度报告", "索 引 号：\t014520/2024-00012\t组配分类：\t政府信息公开年报\n发布机构：\t青垣市人民政府办公室\t发文日期：\t2024年01月18日\n${w}2023年政府信息公开工作年度报告\n\@P");
	$short->('21-published-line', 2023, $w, "${w}政府信息公开工作年度报告", "发布时间：2024-01-18 09:15 来源：青垣市人民政府办公室 浏览次数：346 打印\n${w}政府信息公开工作年度报告\n\@P");
	$short->('22-links-first', 2023, $w, "${w}2023年政府信息公开工作年度报告", "青垣市司法局2024年政府信息公开工作年度报告\n青垣市民政局2024年政府信息公开工作年度报告\n字号：大 中 小\n${w}2023年政府信息公开工作年度报告\n\@P");
	$short->('23-next-and-previous', 2023, $w, "${w}2023年政府信息公开工作年度报告", "下一篇\n${w}2024年政府信息公开工作年度报告\n上一篇\n${w}2022年政府信息公开工作年度报告\n${w}2023年政府信息公开工作年度报告\n\@P");
	$short->('24-document-number', 2023, $w, "${w}政府信息公开工作年度报告", "青水〔2024〕3号\n${w}政府信息公开工作年度报告\n\@P");
	$short->('25-site-name-above', 2023, $w, '2023年政府信息公开工作年度报告', "青垣市人民政府\n2023年政府信息公开工作年度报告\n\@P\n\@B五、存在的主要问题及改进情况\n公开的主动性还需加强，下一步将开展业务培训。\n$w\n2024年1月18日\n");
	$short->('26-itself', 2023, '青垣经济技术开发区管理委员会', '青垣经济技术开发区管理委员会（本级）2023年政府信息公开工作年度报告', "青垣经济技术开发区管理委员会（本级）2023年政府信息公开工作年度报告\n\@P");
	$short->('28-page-name-in-front', 2023, $w, "${w}2023年政府信息公开工作年度报告", "青垣市人民政府 政府信息公开年度报告 ${w}2023年政府信息公开工作年度报告\n发布日期：2024-01-18\n\@P");
	$short->('29-twice-on-one-line', 2023, $w, "${w}2023年政府信息公开工作年度报告", "${w}2023年政府信息公开工作年度报告${w}2023年政府信息公开工作年度报告\n\@P");
	$short->('27-markdown', 2023, $w, "${w}2023年政府信息公开工作年度报告", "---\ntitle: \"${w}2023年政府信息公开工作年度报告\"\n---\n\n::: {.info}\n发布时间：2024-01-18\n:::\n\n**${w}\\\n2023年政府信息公开工作年度报告**\n\n\@P");
}

write_file('manifest.txt', "# written by own.pl; as ../manifest.txt\n" . join('', map { "$_\n" } @manifest));
