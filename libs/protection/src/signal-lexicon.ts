import type { CollateralClass } from './collateral-class.entity.js';

/**
 * What people and houses call themselves, as data. A phrase is words in order; `*` ends a stem. Arabic words are written
 * without article and joined particles, which the reader takes off; letters are folded before they are compared.
 * Sources: ISCO-08 units 2310, 2632, 2633, 2642 (International Labour Organization) for the professions, and how each is
 * written in the four languages; suffixes of sites: ICANN delegations of .edu and the `ac`, `edu` second levels of countries.
 */
export type SignalClass = `${CollateralClass}`;
export type PhraseCode = 'declared_profession' | 'institution' | 'byline';

export interface PhraseRule {
  readonly code: PhraseCode;
  readonly class: SignalClass;
  /** 0 to 1: how far the phrase alone makes the class likely. */
  readonly weight: number;
  readonly phrases: readonly string[];
}

const rule = (code: PhraseCode, who: SignalClass, weight: number, phrases: string): PhraseRule => ({
  code,
  class: who,
  weight,
  phrases: phrases.split('|').map((phrase) => phrase.trim()),
});

export const PHRASE_RULES: readonly PhraseRule[] = [
  // journalist
  rule(
    'declared_profession',
    'journalist',
    0.75,
    'journalist*|photojournalist*|reporter|news anchor|news presenter|newscaster|war correspondent|correspondent for|correspondent at|correspondent in|foreign correspondent|senior correspondent|staff writer|news editor|editor at|editor in chief|managing editor|columnist|freelance writer|stringer|reporting on|reporting from|i report on|i cover|covering|news producer|broadcaster and',
  ),
  rule(
    'declared_profession',
    'journalist',
    0.75,
    'صحفي|صحفيه|صحافي|صحافيه|صحفيين|صحافيين|اعلامي|اعلاميه|مراسل|مراسله|محرر اخبار|محرره اخبار|رييس تحرير|مدير تحرير|كاتب صحفي|كاتبه صحفيه|مقدم برامج|مقدمه برامج|مذيع|مذيعه|مصور صحفي|مصوره صحفيه|نقابه صحفيين',
  ),
  rule(
    'declared_profession',
    'journalist',
    0.75,
    'journaliste*|reporter|grand reporter|grande reporter|reporter photographe|photoreporter|correspondant de|correspondante de|correspondant a|correspondant permanent|envoye special|envoyee speciale|redacteur en chef|redactrice en chef|secretaire de redaction|pigiste|editorialiste|chroniqueur|chroniqueuse|carte de presse|jri|je couvre|couvre',
  ),
  rule(
    'declared_profession',
    'journalist',
    0.75,
    'журналист*|репортер*|корреспондент*|спецкор*|собкор*|военкор*|фотожурналист*|фоторепортер*|обозревател*|колумнист*|главный редактор|шеф редактор|редактор отдела|редактор издания|телеведущ*|выпускающий редактор|пишу про|пишу о|пишу тексты для',
  ),
  rule(
    'byline',
    'journalist',
    0.6,
    'bylines|byline|writes for|write for|writing for|contributor to|published in|words in|اكتب في|اكتب ل|تكتب عن|يكتب في|j ecris pour|ecrit pour|publie dans|пишу для|тексты в|публикации в|публиковал*',
  ),
  // newsroom
  rule(
    'declared_profession',
    'newsroom',
    0.75,
    'newsroom|news agency|news outlet|news site|news website|independent news|local news|newspaper of|daily newspaper|weekly newspaper|local newspaper|daily paper|public broadcaster|investigative outlet|editorial team|magazine on|weekly magazine|media outlet|breaking stories|radio station|tv channel',
  ),
  rule(
    'declared_profession',
    'newsroom',
    0.75,
    'وكاله انباء|وكاله اخبار*|صحيفه|جريده|شبكه اخباريه|موقع اخباري|قناه * اخباريه|قناه اخباريه|اخباريه|مجله اسبوعيه|مجله شهريه|هييه تحرير|غرفه اخبار|غرفه تحرير|اذاعه|منصه اعلاميه|موسسه اعلاميه|منصه اخباريه',
  ),
  rule(
    'declared_profession',
    'newsroom',
    0.75,
    'la redaction|agence de presse|quotidien|hebdomadaire|hebdo|journal fonde|media independant|media d enquete|webmedia|media en ligne|directeur de la publication|directrice de la publication|chaine publique|chaine d information|radio locale|toute l actualite|site d information|pure player',
  ),
  rule(
    'declared_profession',
    'newsroom',
    0.75,
    'редакция|информационное агентство|информагентство|новостное агентство|независимое сми|независимое медиа|интернет издание|сетевое издание|региональная газета|ежедневная газета|канал газеты|газета|телеканал|радиостанция|медиа о|медиа про|издание о|новости региона',
  ),
  // academic
  rule(
    'declared_profession',
    'academic',
    0.7,
    'professor of|professor at|assistant professor|associate professor|assoc prof|asst prof|prof|lecturer|senior lecturer|reader in|historian|political scientist|sociologist|anthropologist|phd candidate|phd student|doctoral candidate|doctoral researcher|postgraduate researcher|academic at|teaching fellow|faculty at',
  ),
  rule(
    'declared_profession',
    'academic',
    0.7,
    'استاذ جامعي|استاذه جامعيه|استاذ علوم|استاذ مساعد|استاذه مساعده|استاذ مشارك|استاذ تاريخ|استاذ قانون|اكاديمي|اكاديميه|مورخ|مورخه|محاضر|محاضره في|طالب دكتوراه|طالبه دكتوراه|مرشح دكتوراه|هييه تدريس|دكتوراه في|كليه',
  ),
  rule(
    'declared_profession',
    'academic',
    0.7,
    'professeur des universites|professeure des universites|professeur d histoire|professeur de science*|professeur de droit|professeur a l universite|maitre de conferences|maitresse de conferences|mcf|enseignant chercheur|enseignante chercheuse|historien|historienne|sociologue|politologue|anthropologue|doctorant|doctorante|universitaire',
  ),
  rule(
    'declared_profession',
    'academic',
    0.7,
    'профессор кафедры|профессор университета|профессор мгу|профессор|доцент|преподаю в|преподавател* университета|преподавател* вуза|историк|политолог|социолог|востоковед|аспирант*|докторант*|кандидат * наук|доктор * наук|к и н|д и н|к ф н|д ф н|к п н|к с н',
  ),
  rule(
    'institution',
    'academic',
    0.4,
    'university|universite|universities|college london|school of law|department of|faculty of|جامعه|معهد عالي|sciences po|ecole normale|университет*|институт*|кафедр*|вшэ|мгу|спбгу',
  ),
  // researcher
  rule(
    'declared_profession',
    'researcher',
    0.7,
    'researcher|research fellow|senior fellow|visiting fellow|research associate|research director|policy analyst|osint researcher*|osint analyst*|osint investigator*|open source investigat*|open source research|fellow at|analyst at|i study|studying online|disinformation research|research lead|data scientist for',
  ),
  rule(
    'declared_profession',
    'researcher',
    0.7,
    'باحث|باحثه|محلل سياسات|محلل سياسي|محلله سياسيه|محلله سياسات|زميل باحث|زميله باحثه|مصادر مفتوحه|ابحاث حول|دراسات استراتيجيه|مركز دراسات|مركز ابحاث',
  ),
  rule(
    'declared_profession',
    'researcher',
    0.7,
    'chercheur|chercheuse|chercheure|chercheur associe|chercheuse associee|charge de recherche|chargee de recherche|directeur de recherche|directrice de recherche|post doc|postdoc|postdoctorant*|analyste a|analyste pour|sources ouvertes|ingenieur de recherche|je travaille sur',
  ),
  rule(
    'declared_profession',
    'researcher',
    0.7,
    'исследовател*|исследую|научный сотрудник|научная сотрудница|старший научный|ведущий научный|аналитик|политический аналитик|расследования по открытым|ведущий эксперт',
  ),
  rule(
    'institution',
    'researcher',
    0.35,
    'osint|осинт|think tank|research institute|research centre|research center|policy institute|centre de recherche|cnrs|مركز دراسات|مركز بحوث|معهد ابحاث|ран|аналитический центр|исследовательский центр',
  ),
  // counter_terrorism_expert
  rule(
    'declared_profession',
    'counter_terrorism_expert',
    0.85,
    'counter terrorism|counterterrorism|counter extremism|countering extremism|countering violent extremism|violent extremism|tracking extremist*|deradicali*|p cve|pcve|cve|terrorism analyst|terrorism researcher|terrorism expert|expert on jihad*|jihadism researcher|monitoring extremist*|preventing extremism',
  ),
  rule(
    'declared_profession',
    'counter_terrorism_expert',
    0.85,
    'مكافحه ارهاب|مكافحه تطرف|خبير ارهاب|خبير جماعات|شوون جماعات متطرفه|شوون جماعات جهاديه|شوون حركات|شوون جماعات اسلاميه|جماعات متطرفه|حركات جهاديه|حركات متطرفه|وقايه تطرف|تطرف عنيف',
  ),
  rule(
    'declared_profession',
    'counter_terrorism_expert',
    0.85,
    'contre terrorisme|contre terroriste|antiterroris*|lutte contre terrorisme|lutte antiterroriste|specialiste du djihadisme|specialiste du jihadisme|specialiste du terrorisme|expert en terrorisme|extremisme violent|prevention de la radicalisation|prevention de l extremisme|deradicalisation|mouvements djihadistes',
  ),
  rule(
    'declared_profession',
    'counter_terrorism_expert',
    0.85,
    'противодействи* терроризм*|противодействи* экстремизм*|профилактик* экстремизм*|профилактик* терроризм*|эксперт по терроризм*|эксперт по радикальн*|эксперт по экстремизм*|изучаю экстрем*|изучаю террор*|изучаю радикал*|борьб* терроризм*|экстремистск* групп*|террористическ* групп*',
  ),
  // rights_archive
  rule(
    'declared_profession',
    'rights_archive',
    0.85,
    'human rights violation*|human rights archive|human rights organi*|human rights defender*|human rights monitor*|war crimes|documenting violation*|documenting crimes|documenting attacks|visual evidence|monitoring violation*|evidence of attacks|attacks on civilians|syrian archive|memory of the missing|rights observatory',
  ),
  rule(
    'declared_profession',
    'rights_archive',
    0.85,
    'توثيق انتهاكات|توثيق جرايم|جرايم حرب|حقوق انسان|مركز حقوقي|منظمه حقوقيه|ناشط حقوقي|ناشطه حقوقيه|مدافع حقوق|رصد انتهاكات|يرصد انتهاكات|نوثق|يوثق|مفقودين|معتقلين|ارشيف بصري|منظمه غير حكوميه|مرصد',
  ),
  rule(
    'declared_profession',
    'rights_archive',
    0.85,
    'droits humains|droits de l homme|crimes de guerre|violations des droits|defense des droits|preuves et temoignages|temoignages de victimes|memoire visuelle|observatoire des droits|documenter les violations|documenter les crimes|defenseur des droits|defenseure des droits',
  ),
  rule(
    'declared_profession',
    'rights_archive',
    0.85,
    'нарушени* прав|прав* человека правозащит*|правозащитн*|правозащит*|военн* преступлен*|преступлен* против|документируем|документирование|собираем свидетельства|архив преступлен*|мирных жителей|политзаключенн*|жертв* репресс*',
  ),
  // artist, satirist
  rule(
    'declared_profession',
    'artist',
    0.55,
    'visual artist|artist and|filmmaker|documentary director|documentarian|فنان تشكيلي|فنانه تشكيليه|مخرج افلام|مخرج وثايقي|artiste plasticien*|cineaste|documentariste|realisateur|realisatrice|художник*|кинорежиссер*|документалист*',
  ),
  rule(
    'declared_profession',
    'satirist',
    0.6,
    'satire|satirical|parody account|parody|cartoonist|سخريه سياسيه|ساخر|رسام كاريكاتير|satirique|parodie|caricaturiste|сатира|сатирик*|карикатурист*|пародия',
  ),
];

/** Said before a profession within a few words, it is not the person's own, or not theirs at all. */
export const TURNED_AWAY: readonly string[] =
  'not a|not an|never a|no longer a|non|wife of|husband of|son of|daughter of|mum of|mom of|mother of|father of|married to|partner of|friend of|fan of|fans of|wanted to be|wanted to become|dreamed of|dream of being|لست|لسنا|ليس|ليست|زوجه|زوج|ابن|ابنه|والد|والده|احلم|حلمت|اردت|pas|ni|mari de|femme de|epouse de|epoux de|pere de|mere de|fils de|fille de|fan de|fans de|reve d|revais d|не|муж|жена|мама|отец|дочь|сын|брат|сестра|мечтал*|хотел*|фанат*'.split(
    '|',
  );

/** The same words in another trade, or of propaganda that calls itself press; whatever they cover counts for nothing. */
export const OTHER_MEANINGS: readonly string[] =
  'market research*|research chemical*|covering letter*|covering cost*|essay writ*|academic editing|academic writing service|باحث عن|باحثه عن|باحثين عن|مراسله تجاريه|كتابه ابحاث|ابحاث جامعيه|خدمات اكاديميه|دروس خصوصيه|قراءه صحف|بيع صحف|مكتب اعلامي ل*|ذراع اعلامي|chercheur d emploi|chercheuse d emploi|chercheur de tresor*|chercheuse de tresor*|redaction de memoire*|redaction de these*|professeur de yoga|professeur de danse|professeur particulier|quotidien d un|quotidien d une|подписк* на газет*|продажа газет*|курсов*|диплом* на заказ|аналитик крипт*|crypto analyst|data analyst'.split(
    '|',
  );

/** Words of armed propaganda: where they stand, a claim to be press is no signal of care. */
export const PROPAGANDA: readonly string[] =
  'mujahid*|mujahed*|victory is near|brigade media|soldiers of the caliphate|caliphate|مجاهدين|مجاهد|نصر قريب|جنود خلافه|دوله خلافه|كتايب|لواء مجاهدين|moudjahid*|brigade|soldats du califat|califat|джихад*|моджахед*|халифат*|победа близка|батальон*'.split(
    '|',
  );

/** Sites by their host or the end of it. */
export const SITE_RULES: readonly {
  readonly class: SignalClass;
  readonly code: 'press_domain' | 'institution';
  readonly weight: number;
  readonly hosts: readonly string[];
}[] = [
  {
    class: 'journalist',
    code: 'press_domain',
    weight: 0.6,
    hosts:
      'reuters.com afp.com apnews.com ap.org bbc.com bbc.co.uk cnn.com nytimes.com washingtonpost.com theguardian.com ft.com economist.com lemonde.fr liberation.fr lefigaro.fr france24.com rfi.fr mediapart.fr dw.com spiegel.de zeit.de elpais.com aljazeera.com aljazeera.net alaraby.co.uk raseef22.net daraj.media enabbaladi.net lorientlejour.com lorienttoday.com annahar.com middleeasteye.net al-monitor.com rferl.org svoboda.org currenttime.tv meduza.io novayagazeta.eu novayagazeta.ru kommersant.ru rbc.ru theins.ru tvrain.tv zona.media themoscowtimes.com independent.co.uk propublica.org bellingcat.com occrp.org icij.org voanews.com alhurra.com skynewsarabia.com alarabiya.net'.split(
        ' ',
      ),
  },
  { class: 'newsroom', code: 'press_domain', weight: 0.5, hosts: ['*.news', '*.press', '*.media'] },
  {
    class: 'academic',
    code: 'institution',
    weight: 0.6,
    hosts: ['*.edu', '*.edu.??', '*.ac.??', 'sciencespo.fr', 'ens.fr', 'hse.ru', 'msu.ru', 'spbu.ru', 'univ-*'],
  },
  {
    class: 'researcher',
    code: 'institution',
    weight: 0.6,
    hosts:
      'cnrs.fr ras.ru sipri.org chathamhouse.org carnegieendowment.org carnegie-mec.org brookings.edu crisisgroup.org iiss.org ifri.org frstrategie.org iris-france.org ecfr.eu rand.org csis.org mei.edu arab-reform.net orcid.org'.split(
        ' ',
      ),
  },
  {
    class: 'counter_terrorism_expert',
    code: 'institution',
    weight: 0.7,
    hosts:
      'icct.nl gnet-research.org icsr.info techagainstterrorism.org rusi.org isdglobal.org hedayah.com thesoufancenter.org gifct.org'.split(
        ' ',
      ),
  },
  {
    class: 'rights_archive',
    code: 'institution',
    weight: 0.7,
    hosts:
      'mnemonic.org syrianarchive.org amnesty.org hrw.org fidh.org snhr.org sn4hr.org memorial.de memohrc.org ovdinfo.org alhaq.org btselem.org witness.org cpj.org rsf.org frontlinedefenders.org'.split(
        ' ',
      ),
  },
];

/** A mark that the platform itself gave. */
export const VERIFIED_BADGE_WEIGHT = 0.2;
/** From this score on a class is named. */
export const CLASS_THRESHOLD = 0.5;
