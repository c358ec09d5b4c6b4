import 'server-only'

/** Names that everybody knows, so that a place, a language or a currency is known for one. */

const PLACES_EN = `Amsterdam|Athens|Auckland|Austin|Bangkok|Barcelona|Beijing|Berlin|Bogota|Boston|Brisbane|Brussels|Budapest|Buenos Aires|Cairo|Cape Town|Chengdu|Chicago|Copenhagen|Dallas|Delhi|Denver|Dubai|Dublin|Edinburgh|Frankfurt|Geneva|Guangzhou|Hamburg|Hangzhou|Hanoi|Helsinki|Hong Kong|Houston|Istanbul|Jakarta|Johannesburg|Kuala Lumpur|Kyoto|Lagos|Las Vegas|Lima|Lisbon|London|Los Angeles|Lyon|Madrid|Manila|Melbourne|Mexico City|Miami|Milan|Montreal|Moscow|Mumbai|Munich|Nairobi|New Delhi|New York City|New York|Osaka|Oslo|Paris|Philadelphia|Phoenix|Portland|Prague|Reykjavik|Rio de Janeiro|Rome|San Diego|San Francisco|Santiago|Sao Paulo|Seattle|Seoul|Shanghai|Shenzhen|Singapore|Stockholm|Sydney|Taipei|Tel Aviv|Tokyo|Toronto|Vancouver|Venice|Vienna|Warsaw|Washington|Zurich|Argentina|Australia|Austria|Belgium|Bosnia and Herzegovina|Brazil|Canada|China|Denmark|Egypt|Finland|France|Germany|Greece|India|Indonesia|Ireland|Israel|Italy|Japan|Kenya|Mexico|Netherlands|New Zealand|Norway|Poland|Portugal|Russia|South Africa|South Korea|Spain|Sweden|Switzerland|Thailand|Trinidad and Tobago|Turkey|Ukraine|United Kingdom|United States|UK|USA|Vietnam`

const PLACES_ZH = `北京|上海|广州|深圳|杭州|南京|苏州|成都|重庆|武汉|西安|天津|青岛|大连|厦门|长沙|郑州|沈阳|哈尔滨|昆明|宁波|无锡|合肥|福州|济南|石家庄|太原|长春|南昌|南宁|贵阳|兰州|海口|三亚|拉萨|乌鲁木齐|呼和浩特|银川|西宁|珠海|东莞|佛山|香港|澳门|台北|东京|大阪|京都|首尔|曼谷|新加坡|吉隆坡|雅加达|马尼拉|河内|孟买|新德里|迪拜|伊斯坦布尔|莫斯科|伦敦|巴黎|柏林|慕尼黑|法兰克福|罗马|米兰|威尼斯|马德里|巴塞罗那|里斯本|阿姆斯特丹|布鲁塞尔|维也纳|苏黎世|日内瓦|斯德哥尔摩|哥本哈根|奥斯陆|赫尔辛基|雅典|开罗|内罗毕|开普敦|悉尼|墨尔本|奥克兰|纽约|洛杉矶|旧金山|西雅图|芝加哥|波士顿|华盛顿|休斯敦|多伦多|温哥华|墨西哥城|圣保罗|里约热内卢|中国|日本|韩国|美国|英国|法国|德国|意大利|西班牙|俄罗斯|印度|泰国|越南|加拿大|澳大利亚|巴西|埃及|瑞士|荷兰`

/** The English names in lower case: a person in a hurry writes "weather in paris". */
export const PLACE_PATTERN = new RegExp(
  `(?<![\\p{Ll}\\p{Lu}\\p{N}])(?:${PLACES_EN})(?![\\p{Ll}\\p{Lu}\\p{N}])|${PLACES_ZH}`,
  'giu',
)

/** The same names without those that are also everyday words or people. */
export const COUNTRIES: ReadonlySet<string> = new Set(
  `Argentina|Australia|Austria|Belgium|Brazil|Canada|China|Denmark|Egypt|Finland|France|Germany|Greece|India|Indonesia|Ireland|Israel|Italy|Japan|Kenya|Mexico|Netherlands|New Zealand|Norway|Poland|Portugal|Russia|Singapore|South Africa|South Korea|Spain|Sweden|Switzerland|Thailand|Turkey|Ukraine|United Kingdom|United States|UK|USA|Vietnam|中国|日本|韩国|美国|英国|法国|德国|意大利|西班牙|俄罗斯|印度|泰国|越南|加拿大|澳大利亚|巴西|埃及|瑞士|荷兰|新加坡`.split(
    '|',
  ),
)

/** Code (ISO 639-1), English name, Chinese names. */
export const LANGUAGES: readonly (readonly [code: string, en: string, zh: readonly string[]])[] = [
  ['en', 'English', ['英语', '英文']],
  ['fr', 'French', ['法语', '法文']],
  ['de', 'German', ['德语', '德文']],
  ['es', 'Spanish', ['西班牙语', '西班牙文']],
  ['it', 'Italian', ['意大利语']],
  ['pt', 'Portuguese', ['葡萄牙语']],
  ['nl', 'Dutch', ['荷兰语']],
  ['ru', 'Russian', ['俄语', '俄文']],
  ['ja', 'Japanese', ['日语', '日文']],
  ['ko', 'Korean', ['韩语', '韩文']],
  ['zh', 'Chinese', ['中文', '汉语', '简体中文']],
  ['ar', 'Arabic', ['阿拉伯语']],
  ['hi', 'Hindi', ['印地语']],
  ['tr', 'Turkish', ['土耳其语']],
  ['pl', 'Polish', ['波兰语']],
  ['sv', 'Swedish', ['瑞典语']],
  ['el', 'Greek', ['希腊语']],
  ['vi', 'Vietnamese', ['越南语']],
  ['th', 'Thai', ['泰语']],
  ['la', 'Latin', ['拉丁语']],
]

/** Code (ISO 4217), English words, Chinese words, sign. A sign that several share stands for the first. */
export const CURRENCIES: readonly (readonly [
  code: string,
  en: string,
  zh: string,
  sign: string,
])[] = [
  ['USD', 'US dollars|US dollar|dollars|dollar|bucks', '美元|美金', '$'],
  ['EUR', 'euros|euro', '欧元', '€'],
  ['GBP', 'pounds sterling|british pounds|pounds|pound', '英镑', '£'],
  ['CNY', 'yuan|renminbi|RMB', '人民币|元', '¥|￥'],
  ['JPY', 'yen', '日元|日圆', ''],
  ['KRW', 'won', '韩元', '₩'],
  ['INR', 'rupees|rupee', '卢比', '₹'],
  ['CHF', 'swiss francs|swiss franc|francs', '瑞士法郎', ''],
  ['CAD', 'canadian dollars|canadian dollar', '加元', ''],
  ['AUD', 'australian dollars|australian dollar', '澳元', ''],
  ['HKD', 'hong kong dollars|hong kong dollar', '港币|港元', ''],
  ['SGD', 'singapore dollars', '新加坡元', ''],
  ['NZD', 'new zealand dollars', '新西兰元', ''],
  ['SEK', 'swedish kronor', '瑞典克朗', ''],
  ['BRL', 'reais', '雷亚尔', ''],
  ['MXN', 'mexican pesos|pesos', '比索', ''],
  ['RUB', 'rubles|roubles', '卢布', ''],
  ['THB', 'baht', '泰铢', ''],
  ['BTC', 'bitcoin', '比特币', '₿'],
]

/** The colours by their English and Chinese names. */
export const COLOURS = `red|blue|green|black|white|yellow|orange|purple|pink|brown|grey|gray|silver|gold|navy|红色|蓝色|绿色|黑色|白色|黄色|橙色|紫色|粉色|棕色|灰色|银色|金色`

/** The commonest family names, by which a Chinese personal name is known. */
export const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文韦严向莫覃闫肖陶付'

/** The rooms of a house. */
export const ROOMS =
  'living room|dining room|bedroom|bathroom|kitchen|hallway|hall|garage|office|study|basement|attic|garden|balcony|nursery|客厅|餐厅|卧室|主卧|次卧|浴室|卫生间|厨房|走廊|车库|办公室|书房|阳台|地下室|花园'

/** Kitchens, and kinds of films and music. */
export const STYLES =
  'Italian|Chinese|Japanese|French|Mexican|Thai|Indian|Korean|Vietnamese|Greek|Spanish|American|Turkish|Mediterranean|Lebanese|vegetarian|vegan|seafood|sushi|pizza|action|comedy|drama|horror|thriller|romance|sci-fi|science fiction|documentary|animation|fantasy|mystery|jazz|rock|pop|classical|hip-hop|country|blues|electronic|川菜|粤菜|湘菜|火锅|日料|西餐|意大利菜|法国菜|韩餐|素食|喜剧|动作|恐怖|爱情|科幻|悬疑|纪录片|爵士|摇滚|流行|古典'

/** What is measured in, the longer names first. */
export const UNITS =
  'kilometers|kilometer|kilometres|km|miles|mile|meters|meter|metres|feet|foot|inches|inch|yards|centimeters|centimetres|cm|millimeters|mm|kilograms|kilogram|kilos|kg|grams|gram|pounds|lbs|ounces|ounce|oz|tons|tonnes|liters|litres|liter|litre|gallons|gallon|cups|celsius|fahrenheit|kelvin|kilobytes|megabytes|gigabytes|KB|MB|GB|TB|hours|minutes|seconds|days|weeks|acres|hectares|knots|mph|公里|千米|英里|海里|厘米|毫米|英尺|英寸|公斤|千克|斤|磅|盎司|吨|升|加仑|摄氏度|华氏度|平方米|公顷|亩'
