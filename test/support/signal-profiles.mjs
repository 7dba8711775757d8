// Public profiles with the class that a careful reader would give them, drawn by seed. Written before the rules that are
// measured on it, and sharing nothing with them: no list, no code. Everything of a list is split in two by its place: seeds
// below 100 draw from one half, seeds of 100 and above from the other, so that figures of the second kind come from words
// that nobody looked at while tuning. `node test/support/signal-profiles.mjs <seed> <count>` prints one JSON line each.

/** Small and repeatable; from seed and counter to a number in [0, 1). (mulberry32, public domain, Tommy Ettinger.) */
function randomFrom(seed) {
  let state = (seed * 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const PEOPLE = {
  en: [
    'Maya Collins',
    'Tom Ashworth',
    'Priya Nair',
    'Daniel Osei',
    'Ruth Feldman',
    'Aidan Burke',
    'Grace Mbeki',
    'Sam Whitlock',
  ],
  ar: [
    'ليلى حداد',
    'عمر الخطيب',
    'نور الدين سالم',
    'هبة منصور',
    'رامي عبد الله',
    'سلمى يوسف',
    'طارق العلي',
    'دينا شاهين',
  ],
  fr: [
    'Camille Laurent',
    'Mathieu Perrin',
    'Inès Benali',
    'Hugo Marchand',
    'Aïcha Diallo',
    'Luc Fontaine',
    'Élodie Roux',
    'Karim Messaoudi',
  ],
  ru: [
    'Анна Волкова',
    'Дмитрий Соколов',
    'Елена Жукова',
    'Игорь Мельник',
    'Мария Кузнецова',
    'Павел Орлов',
    'Софья Левина',
    'Тимур Алиев',
  ],
};
const PLACES = {
  en: ['Beirut', 'London', 'Nairobi', 'Amman', 'Brussels', 'Erbil'],
  ar: ['بيروت', 'القاهرة', 'عمّان', 'إدلب', 'تونس', 'بغداد'],
  fr: ['Paris', 'Tunis', 'Bruxelles', 'Bamako', 'Dakar', 'Genève'],
  ru: ['Москва', 'Рига', 'Тбилиси', 'Алматы', 'Берлин', 'Киев'],
};

// {p} a place, {t} a topic, {o} an organisation of the class.
const TOPICS = {
  en: ['Syria', 'the Sahel', 'armed groups', 'migration', 'courts', 'climate', 'the Caucasus', 'human trafficking'],
  ar: ['الشأن السوري', 'النزاعات', 'اللاجئين', 'حقوق المرأة', 'الجماعات المسلحة', 'شؤون الخليج', 'المناخ', 'القضاء'],
  fr: ['la Syrie', 'le Sahel', 'les conflits', 'la justice', 'les migrations', 'le Maghreb', 'la santé', "l'Europe"],
  ru: ['Ближний Восток', 'Кавказ', 'миграция', 'суды', 'Сирия', 'экология', 'права человека', 'Центральная Азия'],
};

const CLASSES = {
  journalist: {
    en: [
      'Journalist covering {t}. Views mine.',
      'Freelance reporter in {p}. Tips: Signal.',
      'Foreign correspondent, {o}',
      'investigative journalist | {t} | ex-{o}',
      'Covering {t} for {o}. DMs open for sources',
      'I report on {t}. Bylines in {o}',
      'Staff writer at {o}',
      'Photojournalist. {p}. Rep by {o}',
      'Senior correspondent @ {o}, based in {p}',
      'Stringer for {o} in {p}',
      'Reporting from {p} since 2011 for {o}',
      'columnist + radio host, {o}',
    ],
    ar: [
      'صحفي متخصص في {t}',
      'صحفية مستقلة من {p}',
      'مراسل {o} في {p}',
      'إعلامية ومقدمة برامج في {o}',
      'كاتب صحفي - {p}',
      'صحافي استقصائي، أغطي {t}',
      'صحــفي ومصوّر، {p}',
      'مراسلة ميدانية لـ{o}',
      'مُحرّر أخبار في {o}',
      'صحافية تكتب عن {t}',
      'مصور صحفي حر / {p}',
      'عضو نقابة الصحفيين، {p}',
    ],
    fr: [
      'Journaliste indépendante, {p}',
      'Grand reporter à {o}',
      'Correspondant de {o} à {p}',
      "Journaliste d'investigation — {t}",
      'Reporter photographe. {p}',
      'Je couvre {t} pour {o}',
      'Rédactrice en chef adjointe, {o}',
      'Pigiste ({o}). Carte de presse',
      'Envoyée spéciale de {o}',
      'JRI, {o}. {t}',
      'Éditorialiste à {o}',
      'journaliste web @ {o}',
    ],
    ru: [
      'Журналист. Пишу про {t}',
      'Корреспондентка издания {o}',
      'Независимый журналист, {p}',
      'Спецкор {o}',
      'Военный корреспондент, {o}',
      'Репортёр {o}, {p}',
      'Фотожурналист. {p}',
      'журналистка-расследовательница, {t}',
      'Редактор отдела «{t}» в {o}',
      'Обозреватель {o}',
      'Пишу тексты для {o}, тема: {t}',
      'собкор в г. {p}',
    ],
  },
  newsroom: {
    en: [
      'Independent news from {p}. Newsroom: desk@',
      'The newsroom of {o}',
      'Local newspaper of {p}, est. 1974',
      'News agency. Breaking stories on {t}',
      'Non-profit investigative newsroom covering {t}',
      'Weekly magazine on {t}. Editorial team in {p}',
      'Public broadcaster, official channel',
      'Official channel of the daily paper {o}',
    ],
    ar: [
      'وكالة أنباء مستقلة تغطي {t}',
      'صحيفة يومية تصدر في {p}',
      'الحساب الرسمي لقناة {o} الإخبارية',
      'شبكة إخبارية محلية - {p}',
      'موقع إخباري مستقل، هيئة التحرير في {p}',
      'مجلة أسبوعية تعنى بـ{t}',
      'غرفة أخبار {o}',
      'إذاعة محلية من {p}',
    ],
    fr: [
      'La rédaction de {o}',
      "Média indépendant d'enquête sur {t}",
      'Agence de presse, {p}',
      'Quotidien régional, {p}',
      "Toute l'actualité de {p}, journal fondé en 1944",
      'Hebdomadaire consacré à {t}. Directeur de la publication :',
      'Compte officiel de la chaîne publique {o}',
      'Webmédia associatif, {t}',
    ],
    ru: [
      'Редакция издания {o}',
      'Независимое СМИ о {p}',
      'Информационное агентство. Новости: {t}',
      'Официальный канал газеты {o}',
      'Интернет-издание про {t}',
      'Региональная газета, {p}. Главный редактор —',
      'Медиа о том, что такое {t}',
      'Телеканал {o}, официальная страница',
    ],
  },
  academic: {
    en: [
      'Professor of politics, {o}',
      'Lecturer in Middle East studies at {o}',
      'Assoc. Prof. | {o} | {t}',
      'Historian, {o}. Book on {t} out now',
      'PhD candidate at {o}, working on {t}',
      'Senior lecturer, department of sociology, {o}',
    ],
    ar: [
      'أستاذ العلوم السياسية في {o}',
      'أستاذة مساعدة، {o}',
      'أكاديمي ومؤرخ، {o}',
      'دكتوراه في {t}، محاضر في {o}',
      'طالبة دكتوراه في {o}',
      'عضو هيئة تدريس في {o}',
    ],
    fr: [
      'Professeur des universités, {o}',
      'Maîtresse de conférences à {o}, {t}',
      'Historien, {o}',
      'Doctorante en science politique, {o}',
      'Enseignant-chercheur ({o})',
      'MCF en sociologie, {o}',
    ],
    ru: [
      'Профессор {o}',
      'Доцент кафедры политологии, {o}',
      'Историк, преподаю в {o}',
      'Аспирант {o}, тема — {t}',
      'Кандидат исторических наук, {o}',
      'д.ф.н., {o}',
    ],
  },
  researcher: {
    en: [
      'Researcher on {t} at {o}',
      'Research fellow, {o}. {t}',
      'OSINT researcher, {t}',
      'Policy analyst at {o}, focus: {t}',
      'I study online extremism at {o}',
      'Data scientist for {o}, disinformation research',
    ],
    ar: [
      'باحث في {t}، {o}',
      'باحثة زائرة في {o}',
      'محلل سياسات في {o}',
      'زميل باحث - {o}',
      'باحث مستقل في المصادر المفتوحة',
      'أعمل على أبحاث حول {t} في {o}',
    ],
    fr: [
      'Chercheuse associée à {o}, {t}',
      'Chercheur en sources ouvertes (OSINT)',
      'Analyste à {o} — {t}',
      'Chargée de recherche, {o}',
      'Post-doc à {o}',
      'Je travaille sur {t} à {o}',
    ],
    ru: [
      'Исследователь, {o}',
      'Научный сотрудник {o}, {t}',
      'Исследую {t}. {o}',
      'аналитик {o}, тема {t}',
      'OSINT-исследовательница',
      'Старший научный сотрудник, {o}',
    ],
  },
  counter_terrorism_expert: {
    en: [
      'Counter-terrorism analyst at {o}',
      'Tracking extremist groups for {o}',
      'P/CVE practitioner, {p}',
      'Expert on violent extremism and deradicalisation, {o}',
    ],
    ar: [
      'خبير في مكافحة الإرهاب، {o}',
      'باحث في شؤون الجماعات المتطرفة',
      'مختصة بمكافحة التطرف العنيف، {o}',
      'خبير شؤون الحركات الجهادية في {o}',
    ],
    fr: [
      'Spécialiste du djihadisme, {o}',
      'Analyste contre-terrorisme à {o}',
      "Prévention de l'extrémisme violent, {p}",
      'Expert en lutte antiterroriste, {o}',
    ],
    ru: [
      'Эксперт по противодействию терроризму, {o}',
      'Изучаю экстремистские группы. {o}',
      'Специалист по профилактике экстремизма, {p}',
      'Эксперт по радикальному исламизму, {o}',
    ],
  },
  rights_archive: {
    en: [
      'Archive of human rights violations in {p}',
      'Documenting war crimes since 2012. NGO',
      'Preserving visual evidence of attacks on civilians',
      'Monitoring violations in {p}. Monthly reports. Registered NGO',
    ],
    ar: [
      'توثيق انتهاكات حقوق الإنسان في {p}',
      'أرشيف بصري لتوثيق جرائم الحرب',
      'مركز حقوقي يرصد الانتهاكات في {p}',
      'نوثّق الضحايا والمعتقلين. منظمة غير حكومية',
    ],
    fr: [
      'Documenter les violations des droits humains à {p}',
      'Archive des crimes de guerre. ONG',
      'Observatoire des droits de l’homme, {p}',
      'Mémoire visuelle du conflit : preuves et témoignages',
    ],
    ru: [
      'Документируем нарушения прав человека, {p}',
      'Архив военных преступлений. НКО',
      'Правозащитный центр, {p}',
      'Собираем свидетельства преступлений против мирных жителей',
    ],
  },
};

const ORGANISATIONS = {
  journalist: [
    'Reuters',
    'BBC Arabic',
    'Le Monde',
    'Deutsche Welle',
    'The Guardian',
    'France 24',
    'Al Jazeera',
    'Meduza',
  ],
  newsroom: [
    'Enab Baladi',
    'Mediapart',
    'The Independent',
    'Novaya Gazeta',
    'L’Orient-Le Jour',
    'Daraj',
    'Kommersant',
    'The Daily Star',
  ],
  academic: [
    'SOAS',
    'the American University of Beirut',
    'Sciences Po',
    'НИУ ВШЭ',
    'King’s College London',
    'Université de Tunis',
    'جامعة القاهرة',
    'МГУ',
  ],
  researcher: [
    'Carnegie',
    'CNRS',
    'Chatham House',
    'РАН',
    'SIPRI',
    'IFRI',
    'the Oxford Internet Institute',
    'مركز مالكوم كير',
  ],
  counter_terrorism_expert: ['ICCT', 'GNET', 'RUSI', 'ISD', 'the Soufan Center', 'the Hedayah centre', 'FRS', 'ICSR'],
  rights_archive: ['Mnemonic', 'Amnesty', 'HRW', 'SNHR', 'Memorial', 'Al-Haq', 'FIDH', 'OVD-Info'],
};
const SITES = {
  journalist: [
    'reuters.com',
    'lemonde.fr',
    'dw.com',
    'theguardian.com',
    'bbc.co.uk',
    'france24.com',
    'aljazeera.net',
    'meduza.io',
  ],
  newsroom: [
    'enabbaladi.net',
    'mediapart.fr',
    'independent.co.uk',
    'novayagazeta.eu',
    'lorientlejour.com',
    'daraj.media',
    'kommersant.ru',
    'dailystar.com.lb',
  ],
  academic: ['soas.ac.uk', 'aub.edu.lb', 'sciencespo.fr', 'hse.ru', 'kcl.ac.uk', 'utm.rnu.tn', 'cu.edu.eg', 'msu.ru'],
  researcher: [
    'carnegieendowment.org',
    'cnrs.fr',
    'chathamhouse.org',
    'ras.ru',
    'sipri.org',
    'ifri.org',
    'oii.ox.ac.uk',
    'carnegie-mec.org',
  ],
  counter_terrorism_expert: [
    'icct.nl',
    'gnet-research.org',
    'rusi.org',
    'isdglobal.org',
    'thesoufancenter.org',
    'hedayah.com',
    'frstrategie.org',
    'icsr.info',
  ],
  rights_archive: [
    'mnemonic.org',
    'amnesty.org',
    'hrw.org',
    'snhr.org',
    'memohrc.org',
    'alhaq.org',
    'fidh.org',
    'ovdinfo.org',
  ],
};

// What looks alike and is not: readers, fans, shops, jokes, jobs with the same words, propaganda that calls itself press.
const HARD = {
  en: [
    'News junkie. I read five newspapers a day',
    'Proud mum of a journalist. Views are hers, dinner is mine',
    'Market research panels: earn cash with surveys!',
    'Bench press 140 kg. Press day is every day',
    'Not a journalist, just angry',
    'Wanted to be a reporter once, now I sell insurance in {p}',
    'Fake news media is the enemy. Journalists lie',
    'Newspaper delivery and printing services, {p}',
    'Report spam here! Reporters of bad bots welcome',
    'Official media of the mujahideen brigade. Victory is near',
    'Professor Giggles, cat of {p}',
    'PR agency: we get YOU into the press',
    'Journal & notebook shop, handmade in {p}',
    'Academic editing and essay writing service, cheap',
    'Research chemicals, discreet shipping',
    'Archive of my old selfies',
  ],
  ar: [
    'أحب قراءة الصحف كل صباح',
    'لست صحفيا، مجرد مواطن غاضب',
    'زوجة صحفي وأم لثلاثة',
    'المكتب الإعلامي للواء المجاهدين، النصر قريب',
    'كتابة أبحاث جامعية بأسعار مناسبة',
    'الإعلام كاذب والصحافة مأجورة',
    'باحث عن عمل في {p}',
    'باحثة عن السعادة',
    'مراسلات تجارية وترجمة',
    'أستاذ لغة إنجليزية للمرحلة الابتدائية، دروس خصوصية',
    'مطابع الصحف الحديثة - {p}',
    'كنت أحلم أن أكون مراسلا',
    'أرشيف الأغاني القديمة',
    'تابعوا أخبار ناديكم المفضل، جمهور {p}',
    'دكتور أسنان في {p}',
    'خبير في مكافحة الحشرات',
  ],
  fr: [
    'Fan de Tintin reporter',
    'Pas journaliste, juste curieuse',
    'Chercheur d’emploi à {p}',
    'Pressing et blanchisserie, {p}',
    'Les journalistes mentent, réveillez-vous',
    'Professeur de yoga, {p}',
    'Presse hydraulique et outillage',
    'Mari de journaliste, père de deux enfants',
    'Kiosque à journaux, gare de {p}',
    'Je cherche des correspondants pour échanger des lettres',
    'Chercheuse de trésors au détecteur',
    'Agence de com : votre nom dans les médias',
    'Brigade médiatique du jihad, la victoire est proche',
    'Rédaction de mémoires et thèses, prix doux',
    'Archives de recettes de grand-mère',
    'Maître de chien, conférences canines',
  ],
  ru: [
    'Не журналист, просто зритель',
    'Жена журналиста, мама двоих',
    'Журналюги врут, не верьте СМИ',
    'Пишу курсовые и дипломы недорого',
    'Ищу собеседника по переписке',
    'Гидравлический пресс и станки',
    'Мечтал стать репортёром, стал бухгалтером',
    'Профессор кислых щей',
    'Исследователь холодильника по ночам',
    'Подписка на газеты и журналы, {p}',
    'Медиа-батальон джихада, победа близка',
    'Мой личный архив мемов',
    'Репетитор, история и обществознание',
    'Борьба с вредителями, {p}',
    'Пиар-агентство: попадите в новости',
    'Редактор фото для свадеб',
  ],
};
const PLAIN = {
  en: [
    'Coffee, dogs, football',
    'Software engineer in {p}',
    'Crypto signals 24/7',
    'Mum of three. Gardening',
    'Nurse, night shifts',
    'Travel pictures from {p}',
    'Official store, free shipping',
    'Music for the road',
  ],
  ar: [
    'أم لأربعة أطفال',
    'مهندس معماري من {p}',
    'عاشق كرة القدم',
    'متجر عطور، توصيل مجاني',
    'شعر وخواطر',
    'طبيبة أطفال في {p}',
    'وصفات طبخ سهلة',
    'صور من {p}',
  ],
  fr: [
    'Cuisine et jardin',
    'Développeuse à {p}',
    'Supporter du club de {p}',
    'Maman de trois enfants',
    'Photos de voyage',
    'Boutique officielle',
    'Infirmier de nuit',
    'Musique et cinéma',
  ],
  ru: [
    'Люблю кофе и котов',
    'Программист, {p}',
    'Мама троих',
    'Доставка цветов',
    'Футбол и рыбалка',
    'Рецепты на каждый день',
    'Путешествую по свету',
    'Врач-педиатр, {p}',
  ],
};
const PLAIN_SITES = [
  'example.shop',
  'linktr.ee/me',
  'vk.link',
  'shop-online.store',
  'beacons.page',
  'etsy.shop',
  'mybook.page',
  'cards.site',
];

/** `count` profiles `{id, platform, handle, name, bio, url, verified, language, label, hard}`; label `none` or a class. */
export function signalProfiles(seed, count) {
  const random = randomFrom(seed + 1);
  const half = seed >= 100 ? 1 : 0;
  const split = (list) => list.filter((_item, place) => place % 2 === half);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const chance = (share) => random() < share;
  const languages = Object.keys(PEOPLE);
  const classes = Object.keys(CLASSES);
  const fill = (text, language, name) =>
    text
      .replace('{p}', () => pick(split(PLACES[language])))
      .replace('{t}', () => pick(split(TOPICS[language])))
      .replace('{o}', () => (name ? pick(split(ORGANISATIONS[name])) : ''));
  const noise = (text) => {
    let shown = text;
    if (chance(0.15)) shown = `${pick(['📍', '✍️', '🎙', '🌍', '➡️'])} ${shown}`;
    if (chance(0.1)) shown = shown.toUpperCase();
    if (chance(0.1)) shown = `${shown} ${pick(['🇱🇧', '🕊', '#OSINT', '| 18+', '❤️'])}`;
    if (chance(0.08)) shown = shown.replace(/ /g, '  ');
    if (chance(0.05)) shown = shown.split('').join('\u200b');
    return shown;
  };
  return Array.from({ length: count }, (_item, place) => {
    const language = pick(languages);
    const kind = random();
    const label = kind < 0.5 ? pick(classes) : 'none';
    const hard = kind >= 0.5 && kind < 0.78;
    const list = label !== 'none' ? CLASSES[label][language] : hard ? HARD[language] : PLAIN[language];
    const bio = noise(fill(pick(split(list)), language, label === 'none' ? null : label));
    const ofClass = label !== 'none' && chance(0.35);
    const name =
      label === 'newsroom' || label === 'rights_archive'
        ? pick(split(ORGANISATIONS[label]))
        : pick(split(PEOPLE[language]));
    return {
      id: `s${seed}-${place}`,
      platform: pick(['telegram', 'matrix', 'tamtam']),
      handle: `user_${seed}_${place}`,
      name,
      // Some say nothing of themselves but give their site.
      bio: ofClass && chance(0.15) ? '' : bio,
      url: ofClass ? pick(split(SITES[label])) : chance(0.2) ? pick(split(PLAIN_SITES)) : null,
      verified: label !== 'none' ? chance(0.2) : chance(0.04),
      language,
      label,
      hard,
    };
  });
}

if (process.argv[1]?.endsWith('signal-profiles.mjs')) {
  const [seed = '1', count = '200'] = process.argv.slice(2);
  for (const profile of signalProfiles(Number(seed), Number(count)))
    process.stdout.write(`${JSON.stringify(profile)}\n`);
}
