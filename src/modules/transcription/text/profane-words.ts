/**
 * Words that a profanity filter masks, by language: few, as each is one that hardly anybody wants to read. One that ends
 * with `*` stands for all that begin so; in Korean, Japanese and Chinese, where words are not set apart by what is added
 * to them, each is looked for inside them, as a regular expression.
 */
export const profaneWords: Record<string, string> = {
  en: `fuck* motherfuck* clusterfuck* shit shits shitty shitting bullshit* horseshit shithead* shithole* cunt* bitch* asshole*
    arsehole* bastard* dickhead* cocksucker* wanker* twat* slut* whore* nigger* nigga* faggot* retard retards goddamn* douchebag*
    jackass* pricks pussy pussies bollocks`,
  de: `scheiß* scheiss* beschissen* arschloch* arschlöcher* fick* gefickt wichser* hurensohn* hurensöhne* hure huren fotze* schlampe*
    nutte nutten missgeburt* spast spasti* drecksau* kacke`,
  fr: `merde* putain* connard* connasse* enculé* encule* salope* salaud* bordel pute putes foutre nique niquer niqué* bite bites
    couille* pédé pédés bougnoule* trouduc*`,
  es: `mierda* puta putas puto putos hijoputa* joder* jodid* coño* gilipollas cabrón cabrones cabrona* pendej* chinga* verga culero*
    maricón maricones pollas`,
  it: `cazzo cazzi cazzata* merda* stronz* vaffanculo puttan* coglion* minchia* bastard* fottut* figa frocio froci`,
  pt: `merda* porra caralho* foda foder fodid* fodase puta putas puto putaria filhodaputa buceta* cuzão cuzões viado* arrombad* piroca*`,
  nl: `kut kutten kutwijf* klootzak* klote* neuk* hoer hoeren lul lullen godverdomme`,
  sv: `jävl* skit* fitta fittor kuk kukar hora horor knull*`,
  pl: `kurw* chuj* huj* pierdol* spierdal* wypierdal* jeb* zajeb* skurwysyn* pizd* dziwk* cipa cipy cipę kutas*`,
  cs: `kurv* píč* pič* kokot* čurák* curak* zmrd* jeb* mrd* hovno* sráč*`,
  ru: `хуй* хуя* хуе* хуё* пизд* ебат* ебан* ебал* ёб* еби* заеб* уеб* выеб* бля бляд* блят* сука суки сучк* мудак* мудил* гандон*
    пидор* пидар* залуп* шлюх* дерьм* говн*`,
  uk: `хуй* хуя* хує* пизд* їба* єба* бля бляд* сука суки мудак* курв* гівн* шльондр*`,
  tr: `siktir* sikik* sikeyim amına amk aq orospu* piç piçler yarrak* göt götveren* ibne* kahpe*`,
  hi: `चूतिया* चुतिया* मादरचोद* बहनचोद* भोसड़ी* भोसडी* गांड रंडी लौड़ा* लंड हरामी* हरामजादा* कुतिया*`,
  vi: `địt đụ đéo lồn cặc đĩ`,
  ko: '씨발 씨팔 시발(?!점|역|주|지) 씨바 쌍년 썅 개새끼 병신 지랄 좆 존나 느금마 창녀 걸레년 미친년 미친놈 엿먹',
  ja: 'くそったれ クソったれ くそ野郎 クソ野郎 ファック まんこ マンコ ちんぽ チンポ ちんこ チンコ やりまん ヤリマン 淫売',
  zh: '他妈的 你妈的 操你妈 操他妈 肏 傻逼 傻屄 煞笔 屄 鸡巴 王八蛋 婊子 狗日的 贱人 幹你娘',
};
