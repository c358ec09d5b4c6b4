import 'server-only'

/**
 * General vocabulary in two languages: what a tool's or a property's English name and the words of a
 * prompt have in common. A row is a concept, its English words and its Chinese ones; a word may stand
 * in several rows.
 */
const ROWS: readonly (readonly [concept: string, en: string, zh: string])[] = [
  // What people ask programs to do.
  [
    'search',
    'search find lookup look retrieve discover google browse',
    '搜索 搜一下 查找 查询 检索 搜 找一下 寻找 找',
  ],
  [
    'fetch',
    'fetch download crawl scrape visit open load url webpage',
    '抓取 下载 打开 访问 网页内容',
  ],
  ['send', 'send deliver forward dispatch mail write', '发送 发给 发一封 发个 发一条 寄给 转发 发'],
  [
    'create',
    'create add make new insert register draft compose write generate',
    '创建 新建 添加 增加 新增 建立 生成 写 建',
  ],
  ['delete', 'delete remove erase drop clear discard', '删除 移除 清除 删掉 去掉'],
  [
    'update',
    'update change edit modify rename adjust',
    '更新 修改 更改 编辑 设置 调整 改成 设为 设',
  ],
  ['list', 'list enumerate', '列出 列表 清单 有哪些'],
  ['cancel', 'cancel abort revoke', '取消 撤销'],
  ['book', 'book reserve reservation booking', '预订 预定 预约 订'],
  ['order', 'order purchase buy checkout', '订单 订单号 购买 下单 买 订购'],
  ['track', 'track tracking trace status', '跟踪 追踪 查件 状态 物流'],
  [
    'schedule',
    'schedule calendar meeting appointment event plan invite agenda',
    '安排 日程 日历 会议 约会 活动 预约',
  ],
  ['timer', 'timer countdown stopwatch alarm', '定时器 定时 计时器 计时 倒计时 闹钟'],
  ['remind', 'remind reminder alarm alert', '提醒 闹钟'],
  [
    'calculate',
    'calculate calculation calculator compute math arithmetic evaluate multiply divide subtract',
    '计算 算一下 算算 等于 乘以 除以 加上 减去 算',
  ],
  ['convert', 'convert conversion exchange transform', '转换 换算 兑换 换成 折合 转成'],
  ['translate', 'translate translation translator', '翻译 译成 译为'],
  ['summarize', 'summarize summarise summary abstract overview recap', '总结 摘要 概括 概要 概述'],
  ['play', 'play music song playlist album listen track', '播放 音乐 歌曲 歌 听'],
  ['run', 'run execute command shell terminal bash', '运行 执行 命令 终端'],
  ['code', 'code python script program javascript snippet', '代码 脚本 程序 编程'],
  ['read', 'read view display', '读取 阅读 查看 读'],
  ['save', 'save store remember record', '保存 存储 记住 记录 记下'],
  ['note', 'note memo', '笔记 备忘 便签'],
  ['pay', 'pay payment transfer checkout refund', '支付 付款 转账 汇款 退款'],
  ['compare', 'compare comparison versus', '比较 对比'],
  ['classify', 'classify classification categorize label', '分类 归类 判断'],
  ['turn', 'turn switch toggle', '打开 关闭 开关 关掉 调到'],
  // What it is about.
  [
    'weather',
    'weather forecast rain raining rainy snow snowing sunny cloudy temperature humidity wind windy umbrella climate',
    '天气 气温 下雨 下雪 预报 温度 湿度 刮风 冷不冷 热不热 带伞',
  ],
  ['temperature', 'temperature degree thermostat', '温度 气温'],
  ['time', 'time clock', '时间 几点 时刻'],
  ['timezone', 'timezone utc gmt', '时区'],
  ['date', 'date day birthday', '日期 日子 几号 哪天'],
  ['web', 'web internet online website', '网络 网上 网页 网站 互联网 上网'],
  ['news', 'news headline article', '新闻 头条 报道 资讯'],
  ['language', 'language lang', '语言 语种'],
  ['email', 'email mail gmail inbox', '电子邮件 邮件 邮箱 电邮'],
  ['message', 'message sms notify notification chat slack dm', '消息 短信 通知 留言 讯息'],
  ['stock', 'stock share ticker equity nasdaq symbol', '股票 股价 股市 行情 股份'],
  ['price', 'price cost pricing fee charge', '价格 价钱 多少钱 单价 费用 报价 售价 股价 票价'],
  ['currency', 'currency exchange fx forex', '货币 汇率 币种 外汇 兑换'],
  ['rate', 'rate', '汇率 利率 比率'],
  ['expression', 'expression formula equation', '表达式 公式 算式'],
  [
    'map',
    'map direction route navigate navigation distance travel drive far',
    '地图 路线 导航 距离 多远 怎么走',
  ],
  ['flight', 'flight fly airline plane airport', '航班 机票 飞机 飞往 飞'],
  ['hotel', 'hotel accommodation room stay hostel', '酒店 宾馆 住宿 房间 旅馆'],
  ['restaurant', 'restaurant dinner lunch food eat cuisine', '餐厅 餐馆 饭店 美食 吃饭'],
  ['train', 'train railway rail', '火车 高铁 列车 车票'],
  ['recipe', 'recipe cook ingredient dish', '食谱 菜谱 做法 食材'],
  ['movie', 'movie film cinema', '电影 影片'],
  ['product', 'product item goods merchandise', '产品 商品 货物 物品'],
  ['customer', 'customer client buyer', '客户 顾客 买家'],
  ['user', 'user account member profile', '用户 账号 账户 会员'],
  ['employee', 'employee staff worker colleague', '员工 职员 同事'],
  ['contact', 'contact phonebook', '联系人 通讯录'],
  ['task', 'task todo', '任务 待办'],
  ['ticket', 'ticket issue bug incident', '工单 问题单 故障 缺陷'],
  ['file', 'file filename filepath document folder directory', '文件 文档 目录 文件夹 附件'],
  ['path', 'path filepath', '路径'],
  ['database', 'database sql table query', '数据库 数据表 表'],
  ['image', 'image picture photo draw', '图片 图像 照片 画'],
  ['light', 'light lamp brightness', '灯 灯光 亮度'],
  ['population', 'population inhabitant', '人口'],
  ['package', 'package parcel shipment delivery', '包裹 快递 物流'],
  ['inventory', 'inventory warehouse availability stock', '库存 存货 有货'],
  ['definition', 'definition define dictionary meaning', '定义 词典 字典 意思 含义'],
  ['knowledge', 'wikipedia encyclopedia wiki', '百科 维基百科'],
  // Fields of a record.
  ['name', 'name fullname', '姓名 名字 名称 人名'],
  ['first_name', 'firstname forename', '名'],
  ['last_name', 'surname lastname', '姓氏 姓'],
  [
    'person',
    'person people attendee participant author candidate patient passenger guest contact recipient manager owner assignee',
    '人员 人物 参会人 参与者 作者 候选人 患者 乘客 联系人 负责人',
  ],
  ['age', 'age old', '年龄 岁数 岁'],
  ['gender', 'gender sex', '性别'],
  ['birth', 'birth birthday birthdate dob born', '出生 生日 出生日期'],
  ['city', 'city town', '城市'],
  [
    'place',
    'location place destination venue region area',
    '地点 位置 地方 所在地 居住地 地区 目的地 场地',
  ],
  ['country', 'country nation nationality', '国家 国籍'],
  ['address', 'address street', '地址 住址'],
  ['phone', 'phone telephone mobile cell tel fax', '电话号码 联系电话 手机号码 手机号 电话 手机'],
  [
    'company',
    'company organization organisation employer firm vendor supplier merchant store shop seller brand',
    '公司 企业 单位 机构 组织 商家 供应商 店铺 品牌 卖方',
  ],
  ['job', 'job occupation role position profession', '职业 职位 职务 岗位'],
  ['department', 'department team division', '部门 团队'],
  ['school', 'school university college education', '学校 大学 学历 毕业院校'],
  ['amount', 'amount total sum', '金额 总额 总计 合计 总价 数额 总金额'],
  ['subtotal', 'subtotal', '小计'],
  ['tax', 'tax vat', '税 税额 税费'],
  ['discount', 'discount', '折扣 优惠'],
  ['quantity', 'quantity count number qty', '数量 个数 件数 人数'],
  ['duration', 'duration length', '时长 持续时间'],
  ['weight', 'weight weigh weighing', '重量 体重'],
  ['height', 'height tall', '高度 身高'],
  ['width', 'width', '宽度'],
  ['size', 'size', '尺寸 大小'],
  ['colour', 'colour color', '颜色 色'],
  ['invoice', 'invoice bill receipt', '发票 账单 收据'],
  ['id', 'id identifier', '编号 单号 号码 订单号 编码'],
  ['title', 'title subject headline heading topic', '标题 主题 题目'],
  ['description', 'description', '描述 说明'],
  ['keyword', 'keyword tag', '关键词 标签 关键字'],
  ['sentiment', 'sentiment mood emotion tone polarity', '情感 情绪 态度'],
  ['rating', 'rating score stars', '评分 得分 分数 星级'],
  ['category', 'category', '类别 种类 类型'],
  ['priority', 'priority urgency severity', '优先级 紧急程度 严重程度'],
  ['status', 'status state', '状态'],
  ['reason', 'reason cause', '原因 理由'],
  ['skill', 'skill technology', '技能 技术'],
  ['deadline', 'deadline due', '截止日期 截止时间 截止'],
  ['start', 'start begin departure depart origin', '开始 出发 起始'],
  ['end', 'end finish arrival return', '结束 到达 返回'],
  ['unit', 'unit', '单位'],
  ['celsius', 'celsius centigrade c metric', '摄氏度 摄氏'],
  ['fahrenheit', 'fahrenheit f imperial', '华氏度 华氏'],
  [
    'high',
    'high urgent critical important asap emergency immediately',
    '高 紧急 重要 加急 尽快 立刻 马上',
  ],
  ['urgent', 'urgent critical asap emergency immediately', '紧急 加急 尽快 立刻 马上'],
  ['medium', 'medium normal moderate', '中 中等 一般 普通'],
  ['low', 'low minor', '低 不急'],
  ['small', 'small', '小号 小杯 小份'],
  ['large', 'large big', '大号 大杯 大份'],
  ['red', 'red', '红色 红'],
  ['blue', 'blue', '蓝色 蓝'],
  ['green', 'green', '绿色 绿'],
  ['black', 'black', '黑色 黑'],
  ['white', 'white', '白色 白'],
  ['yellow', 'yellow', '黄色 黄'],
  ['male', 'male man', '男'],
  ['female', 'female woman', '女'],
  ['complaint', 'complaint complain', '投诉 抱怨'],
  ['question', 'question inquiry enquiry', '咨询 疑问'],
  ['technical', 'technical', '技术'],
  ['economy', 'economy', '经济舱'],
  ['business', 'business', '商务舱'],
]

/** The concepts of an English word, by its spelling in the table. */
export const ENGLISH: ReadonlyMap<string, readonly string[]> = invert(1)

/** The concepts of a Chinese word. */
export const CHINESE: ReadonlyMap<string, readonly string[]> = invert(2)

/** The Chinese words of a concept. */
export const CHINESE_OF: ReadonlyMap<string, readonly string[]> = new Map(
  ROWS.map(([concept, , zh]) => [concept, zh.split(' ')]),
)

function invert(column: 1 | 2): Map<string, string[]> {
  const concepts = new Map<string, string[]>()
  for (const row of ROWS) {
    for (const word of row[column].split(' ')) {
      concepts.set(word, [...(concepts.get(word) ?? []), row[0]])
    }
  }
  return concepts
}
