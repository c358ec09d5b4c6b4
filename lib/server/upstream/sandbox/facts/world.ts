import 'server-only'

/** Codes that stand for well-known names, where a tool wants the code. */

export const TIMEZONE_OF: ReadonlyMap<string, string> = byName(`
Asia/Tokyo=tokyo,osaka,kyoto,japan,东京,大阪,京都,日本
Asia/Shanghai=beijing,shanghai,guangzhou,shenzhen,hangzhou,chengdu,china,北京,上海,广州,深圳,杭州,成都,中国
Asia/Hong_Kong=hong kong,香港
Asia/Taipei=taipei,台北
Asia/Seoul=seoul,south korea,首尔,韩国
Asia/Singapore=singapore,新加坡
Asia/Bangkok=bangkok,thailand,曼谷,泰国
Asia/Kolkata=mumbai,delhi,new delhi,india,孟买,新德里,印度
Asia/Dubai=dubai,迪拜
Asia/Jakarta=jakarta,雅加达
Europe/London=london,edinburgh,uk,united kingdom,伦敦,英国
Europe/Paris=paris,lyon,france,巴黎,法国
Europe/Berlin=berlin,munich,hamburg,frankfurt,germany,柏林,慕尼黑,德国
Europe/Madrid=madrid,barcelona,spain,马德里,巴塞罗那,西班牙
Europe/Rome=rome,milan,venice,italy,罗马,米兰,意大利
Europe/Amsterdam=amsterdam,netherlands,阿姆斯特丹,荷兰
Europe/Zurich=zurich,geneva,switzerland,苏黎世,日内瓦,瑞士
Europe/Vienna=vienna,austria,维也纳
Europe/Lisbon=lisbon,portugal,里斯本
Europe/Dublin=dublin,ireland
Europe/Athens=athens,greece,雅典
Europe/Istanbul=istanbul,turkey,伊斯坦布尔
Europe/Moscow=moscow,莫斯科
Europe/Stockholm=stockholm,sweden,斯德哥尔摩
Africa/Cairo=cairo,egypt,开罗,埃及
Africa/Nairobi=nairobi,kenya,内罗毕
Africa/Johannesburg=johannesburg,cape town,south africa,开普敦
America/New_York=new york,new york city,boston,miami,washington,philadelphia,纽约,波士顿,华盛顿
America/Chicago=chicago,houston,dallas,austin,芝加哥,休斯敦
America/Denver=denver
America/Los_Angeles=los angeles,san francisco,seattle,san diego,las vegas,portland,洛杉矶,旧金山,西雅图
America/Toronto=toronto,montreal,多伦多
America/Vancouver=vancouver,温哥华
America/Sao_Paulo=sao paulo,rio de janeiro,brazil,圣保罗,巴西
America/Mexico_City=mexico city,mexico,墨西哥城
Australia/Sydney=sydney,melbourne,悉尼,墨尔本
Pacific/Auckland=auckland,new zealand,奥克兰`)

export const SYMBOL_OF: ReadonlyMap<string, string> = byName(`
AAPL=apple,苹果
MSFT=microsoft,微软
GOOGL=google,alphabet,谷歌
AMZN=amazon,亚马逊
TSLA=tesla,特斯拉
NVDA=nvidia,英伟达
META=meta,facebook
NFLX=netflix,奈飞
INTC=intel,英特尔
AMD=amd
IBM=ibm
ORCL=oracle,甲骨文
BABA=alibaba,阿里巴巴
PDD=拼多多
JD=京东
BIDU=baidu,百度
DIS=disney,迪士尼
KO=coca-cola,可口可乐
NKE=nike,耐克
SBUX=starbucks,星巴克`)

function byName(rows: string): Map<string, string> {
  return new Map(
    rows
      .trim()
      .split('\n')
      .flatMap((row) => {
        const [code = '', names = ''] = row.split('=')
        return names.split(',').map((name) => [name, code] as const)
      }),
  )
}
