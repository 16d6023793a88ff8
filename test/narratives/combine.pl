# Sentences made of parts, with their facts: every verb with every noun, every word for an outcome, what is carried, a zero.  They say what
# the rounds cannot: that a word is read wherever it may stand.  perl test/narratives/combine.pl
use strict;
use warnings;
use utf8;

binmode STDOUT, ':encoding(UTF-8)';

my $n = 0;
sub turn { return $_[ $n % @_ ] }
sub say_it { print "$_[0] => $_[1]\n" }

# received
my @verbs = qw(收到 共收到 新收 接到 受理 共受理 接收 登记 承接 收到并办理 收到并处理 接收且办理 接收处理 累计收到 总共收到 新收到 新受理 已收到 共计收到 共接收 共登记);
my @nouns = qw(政府信息公开申请 信息公开申请 依申请公开 公开申请 依申请公开政府信息 政府信息公开申请数量 申请公开件 依申请公开件 申请公开政府信息 政府信息依申请公开 政务公开申请
  政府信息公开的申请 公民政府信息公开申请 社会公众政府信息公开申请 依申请公开政府信息申请 依申请信息公开申请 各类政府信息公开申请 群众信息公开申请 依申请公开申请件
  政府信息公开申请件 依申请公开信息申请 政府信息依申请公开件 政府信息依申请);
my @times = qw(全年 2023年 本年度我局 2023年，我镇 一年来，我单位 报告期内，本机关 2023年度，县住房和城乡建设局 今年以来，全局 本年度，全镇);
my @numbers = ([12, 12], [3, 3], [105, 105], ['1,204', 1204], ['十七', 17], ['两', 2], ['一百零五', 105]);
my @rests = (['。', ''], ['，已全部办结。', ' answered=N'], ['，均已答复。', ' answered=N'], ['，同比增长12%。', ''], ['，无结转。', ' ?carried_in=0 ?carried_out=0'],
	['；未发生行政复议、行政诉讼。', ' reviews=0 litigations=0']);
for my $verb (@verbs)
{
	for my $noun (@nouns)
	{
		my $counter = $n % 3 ? '件' : turn(qw(件 条 宗 起 例 项 份 封 个 件次));
		my ($time, $number, $rest) = (turn(@times), turn(@numbers), turn(@rests));
		my $facts = "received=$number->[1]$rest->[1] ?answered=$number->[1]";
		$facts =~ s/N/$number->[1]/;
		say_it("$time$verb$noun$number->[0]$counter$rest->[0]", $facts);
		say_it("$time$noun$verb$number->[0]$counter$rest->[0]", $facts) if $n % 4 == 0;
		$n++;
	}
}
for my $no (qw(未收到 没有收到 尚未收到 未接到 无 不存在 未发生 没有发生 未产生 没有接到 未受理 没有受理 暂未收到 从未收到 未出现 未涉及))
{
	say_it("2023年，我局$no$_。", 'received=0') for qw(政府信息公开申请 依申请公开申请 依申请公开件 信息公开申请 依申请公开政府信息申请 依申请公开事项);
}

# outcomes
my @outcomes = ([ 'granted', qw(予以公开 同意公开) ], [ 'partly_granted', qw(部分公开 予以部分公开) ], [ 'denied', qw(不予公开 不公开) ], [ 'unavailable', '无法提供' ],
	[ 'not_processed', '不予处理' ], [ 'other', '其他处理' ]);
for my $pattern ('其中A7件，B4件。', 'A的7件，B的4件。', 'A7件、B4件。', '7件A，4件B。', 'A：7件；B：4件。', 'A7件（占30%），B4件（占20%）。', '对7件A，对4件B。', 'A决定7件，B决定4件。', 'A申请7件，B申请4件。')
{
	for my $i (0 .. $#outcomes)
	{
		my ($measure, @words) = @{ $outcomes[$i] };
		my ($next, $other) = @{ $outcomes[ ($i + 1) % @outcomes ] };
		for my $word (@words)
		{
			(my $text = $pattern) =~ s/A/$word/;
			$text =~ s/B/$other/;
			say_it("全年答复政府信息公开申请20件，$text", "answered=20 $measure=7 $next=4");
		}
	}
}

# carried
for my $out (qw(结转下年 结转下年度 结转下一年度 结转至2024年 转下一年度 转入2024年 顺延至下年 结转下年度继续办理 结转到下一年度 结转2024年 结转2024年度继续办理 转至下年))
{
	my $received = '2023年收到政府信息公开申请20件，办结';
	say_it("${received}18件，${out}2件。", 'received=20 answered=18 carried_out=2');
	say_it("${received}18件，其余2件$out。", 'received=20 answered=18 carried_out=2');
	say_it("${received}20件，无$out。", 'received=20 answered=20 carried_out=0');
}
for my $in (qw(上年结转 上年度结转 上年结转申请 结转上年度 结转上年 2022年结转 上年转入 承接上年 承接上年度 上一年度结转 从上年结转 由2022年结转 2022年度结转 2022年转入))
{
	say_it("2023年收到政府信息公开申请20件，${in}3件，办结23件。", 'received=20 carried_in=3 answered=23');
	say_it("2023年受理政府信息公开申请20件（含${in}3件），办结20件。", '?received=20 carried_in=3 answered=20');
	say_it("2023年收到政府信息公开申请20件，另有${in}3件，办结23件。", 'received=20 carried_in=3 answered=23');
}

# disputes
for my $review (qw(行政复议 政府信息公开行政复议 涉及政府信息公开的行政复议案件 因政府信息公开被申请行政复议 因政府信息公开引发的行政复议 信息公开类行政复议 政府信息公开工作被提起行政复议))
{
	my $loose = $review eq '行政复议' ? '?' : '';
	(my $suit = $review) =~ s/行政复议/行政诉讼/;
	$suit =~ s/申请行政诉讼/提起行政诉讼/;
	for my $counter (qw(件 起 宗 例 次))
	{
		say_it("2023年${review}3$counter。", "${loose}reviews=3");
		say_it("2023年${suit}2$counter。", "${loose}litigations=2");
	}
	say_it("2023年$_", 'reviews=0') for "未发生$review。", "没有$review。", "${review}0件。", "，${review}为零。";
}

# the fee
for my $no (qw(未收取信息处理费 未收取任何费用 没有收取信息处理费 未产生信息处理费 未发生信息处理费收费 收取信息处理费0元 信息处理费0元 信息处理费收取0元 信息处理费为0元 无信息处理费
	不存在收取信息处理费的情况 未收取政府信息公开信息处理费 未收取检索费、复制费、邮寄费 信息处理费收取金额为零 信息处理费为零 无收取信息处理费情况 没有收取政府信息公开费用
	未就依申请公开收取费用 未发生收费情况 依申请公开未收取任何费用))
{
	say_it("2023年，我局$no。", 'fee=0');
	say_it("本年度$no。", 'fee=0');
}
for my $amount (['380元', 'fee=380'], ['1,200.00元', 'fee=1200'], ['0.05万元', 'fee=500'], ['叁佰元整', 'fee=300'], ['三百八十元', 'fee=380'], ['1200余元', '~fee=1200'])
{
	say_it("2023年$_$amount->[0]。", $amount->[1])
	  for qw(收取信息处理费 信息处理费收取 信息处理费 共收取信息处理费 收取政府信息公开信息处理费共计 信息处理费总金额为 收取的信息处理费为);
}

# disclosure
for my $shown (qw(主动公开政府信息 主动公开信息 主动公开各类政府信息 公开政府信息 公开信息 对外公开政府信息 主动公开政务信息 公开各类信息 主动公开各类信息 向社会主动公开信息 主动向社会公开信息
	累计公开信息 共主动公开政府信息 新增主动公开信息 新增公开政府信息 主动公开政府信息数量为 主动公开信息总数 主动公开政府信息总数为))
{
	say_it("2023年，我局$shown$_->[0]。", $_->[1])
	  for ['233条', 'total=233'], ['1.2万条', '~total=12000'], ['80余篇', '~total=80'], ['1,482条', 'total=1482'], ['三百二十余条', '~total=320'], ['97条（次）', 'total=97'];
}
for my $list ('，其中A60条，B20条，C17条。', '，其中：A60条；B20条；C17条。', '，包括A60条、B20条、C17条。', '，分别为A60条、B20条、C17条。', '（A60条、B20条、C17条）。',
	'，涵盖A60条、B20条、C17条。', '，具体为：A60条，B20条，C17条。', '，即A60条、B20条、C17条。', '，含A60条、B20条、C17条。', '：A60条，B20条，C17条。',
	'，其中A60条（占61.9%），B20条（占20.6%），C17条（占17.5%）。', '。其中，A60条，B20条，C17条。')
{
	for my $kind ('', '类', '类信息')
	{
		my %name = (A => "通知公告$kind", B => "规划计划$kind", C => "其他$kind");
		(my $text = $list) =~ s/([ABC])/$name{$1}/g;
		say_it("2023年主动公开政府信息97条$text", "total=97 part:$name{A}=60 part:$name{B}=20 part:$name{C}=17");
	}
}

# documents
for my $issued (qw(制发 制定 出台 印发 发布 新制作 制定出台 新制定 新制发))
{
	for my $document (qw(规范性文件 行政规范性文件))
	{
		say_it("2023年$issued${document}3件。", 'normative=3');
		say_it("2023年，我局共$issued${document}三件，废止${document}1件。", 'normative=3 normative_repealed=1');
		say_it("2023年未$issued$document。", 'normative=0');
		say_it("2023年我局没有$issued$document。", 'normative=0');
	}
}
for my $repealed (qw(废止 宣布失效 清理废止 废止失效))
{
	say_it("2023年${repealed}规范性文件2件。", 'normative_repealed=2');
	say_it("2023年制定规章1件，${repealed}规章2件。", 'regulations=1 regulations_repealed=2');
}

# in the company of other clauses, and disowned
my @said = (['全年收到政府信息公开申请43件，自然人39件，法人4件', 'received=43'], ['上年结转申请3件，当年新增申请27件', 'carried_in=3 received=27'], ['我局年内办结申请18件，其余6件结转下年', 'answered=18 carried_out=6'],
	['全年答复申请67件，公开35件，部分公开9件，不予公开11件', 'answered=67 granted=35 partly_granted=9 denied=11'], ['予以公开14件；部分公开3件；不予公开2件', 'granted=14 partly_granted=3 denied=2'],
	['因政府信息公开被申请行政复议3起，被提起行政诉讼1起', 'reviews=3 litigations=1'], ['收取信息处理费380元', 'fee=380'], ['印发行政规范性文件10件，宣布失效4件', 'normative=10 normative_repealed=4'],
	['新制定政府规章2部，废止1部', 'regulations=2 regulations_repealed=1'], ['主动公开政府信息304条', 'total=304'], ['主动公开政府信息97条，其中通知公告60条、规划计划37条', 'total=97 part:通知公告=60 part:规划计划=37'],
	['门户网站公开政府信息236条，微信公众号公开518条', 'part:门户网站=236 part:微信公众号=518']);
my @company = ('一年来，我局认真贯彻《条例》要求，扎实推进各项工作，X。', 'X，开展业务培训3期。', '办理热线工单860件、建议提案12件；X。', '根据有关规定，现将有关情况报告如下：X。', '按照上级部门统一部署，X。', '网站访问量达12万次，X。',
	'X（详见附表）。', '调整领导小组成员5名，制定工作要点1份，X。', 'X，在全市考核中位列第3名。', 'X，公众满意度98%。', '发布政策解读12篇，X。', 'X；召开新闻发布会2场。', 'X，公文公开属性标注率100%。', '做好公文属性源头认定工作，X。',
	'加强文件起草、审核、发布全流程管理，X。');
my @disowned = ('X，以上数据均载于上一年度报告，本报告不再列入。', 'X，均不计入本报告。', 'X，均已在上年报告中反映。', 'X，均由上级部门统一统计。');
for my $said (@said)
{
	say_it(s/X/$said->[0]/r, $said->[1]) for @company;
	say_it(s/X/$said->[0]/r, $said->[1] =~ s/(\S+)/?$1/gr =~ s/\?(?!carried)\S+//gr) for @disowned;
}

# documents by attribute
for my $marks ('主动公开81件、依申请公开20件、不予公开16件', '主动公开81件，依申请公开20件，不予公开16件', '主动公开的81件、依申请公开的20件、不予公开的16件', '81件主动公开、20件依申请公开、16件不予公开', '主动公开81件（69%）、依申请公开20件（17%）、不予公开16件（14%）')
{
	say_it("${_}$marks。", '')
	  for '', '公文起草环节确定', '认定公文属性为', '发文117件，其中', '全年拟制公文117件，', '按属性划分，', '文件公开属性：', '在拟稿环节即明确属性：', '办文系统显示：', '产生政府信息117件，';
	say_it("${marks}；另收到政府信息公开申请4件。", 'received=4');
	say_it("收到政府信息公开申请4件，不予公开1件；公文属性：$marks。", 'received=4 denied=1');
}
