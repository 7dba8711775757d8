import type { Language } from './network.js';

/** A theme of an invented operation or publisher: its name in four languages and in Latin letters for handles. */
export interface Theme extends Record<Language, string> {
  latin: string;
}

/** Invented, neutral names of places and things; none is the name of a medium or an organisation. */
export const THEMES: readonly Theme[] = [
  { latin: 'wadi', ar: 'الوادي', en: 'Valley', fr: 'la vallée', ru: 'долины' },
  { latin: 'marfa', ar: 'المرفأ', en: 'Harbour', fr: 'du port', ru: 'гавани' },
  { latin: 'jabal', ar: 'الجبل', en: 'Mountain', fr: 'de la montagne', ru: 'горы' },
  { latin: 'qindil', ar: 'القنديل', en: 'Lantern', fr: 'de la lanterne', ru: 'фонаря' },
  { latin: 'jisr', ar: 'الجسر', en: 'Bridge', fr: 'du pont', ru: 'моста' },
  { latin: 'bustan', ar: 'البستان', en: 'Orchard', fr: 'du verger', ru: 'сада' },
  { latin: 'bir', ar: 'البئر', en: 'Well', fr: 'du puits', ru: 'колодца' },
  { latin: 'burj', ar: 'البرج', en: 'Tower', fr: 'de la tour', ru: 'башни' },
  { latin: 'nahr', ar: 'النهر', en: 'River', fr: 'du fleuve', ru: 'реки' },
  { latin: 'bawaba', ar: 'البوابة', en: 'Gate', fr: 'de la porte', ru: 'ворот' },
  { latin: 'tariq', ar: 'الطريق', en: 'Road', fr: 'de la route', ru: 'дороги' },
  { latin: 'sahl', ar: 'السهل', en: 'Plain', fr: 'de la plaine', ru: 'равнины' },
  { latin: 'shati', ar: 'الشاطئ', en: 'Shore', fr: 'du rivage', ru: 'берега' },
  { latin: 'ghaba', ar: 'الغابة', en: 'Forest', fr: 'de la forêt', ru: 'леса' },
  { latin: 'sahat', ar: 'الساحة', en: 'Square', fr: 'de la place', ru: 'площади' },
  { latin: 'nafidha', ar: 'النافذة', en: 'Window', fr: 'de la fenêtre', ru: 'окна' },
  { latin: 'suq', ar: 'السوق', en: 'Market', fr: 'du marché', ru: 'рынка' },
  { latin: 'tilal', ar: 'التلال', en: 'Hills', fr: 'des collines', ru: 'холмов' },
  { latin: 'buhayra', ar: 'البحيرة', en: 'Lake', fr: 'du lac', ru: 'озера' },
  { latin: 'mahatta', ar: 'المحطة', en: 'Station', fr: 'de la gare', ru: 'станции' },
];

type Words = Readonly<Record<Language, readonly string[]>>;

/** Titles of channels of an operation; `{t}` is the theme. */
export const OPERATION_TITLES: Words = {
  ar: ['نشرة {t}', 'أرشيف {t}', 'صدى {t}', 'قناة {t}', 'مكتبة {t}', 'مرئيات {t}', 'أخبار {t} العاجلة'],
  en: ['{t} Bulletin', '{t} Archive', '{t} Echo', '{t} Library', 'Voices of the {t}', '{t} Courier', '{t} Files'],
  fr: ['Bulletin {t}', 'Archives {t}', 'Écho {t}', 'Bibliothèque {t}', 'Courrier {t}', 'Dossiers {t}'],
  ru: ['Вестник {t}', 'Архив {t}', 'Эхо {t}', 'Библиотека {t}', 'Курьер {t}', 'Хроника {t}'],
};

export const BACKUP_MARKS: Readonly<Record<Language, string>> = {
  ar: 'احتياط',
  en: 'backup',
  fr: 'secours',
  ru: 'запасной',
};
export const RETURN_MARKS: Readonly<Record<Language, string>> = {
  ar: 'العودة',
  en: 'returned',
  fr: 'retour',
  ru: 'возвращение',
};
export const CHAT_MARKS: Readonly<Record<Language, string>> = { ar: 'مجلس', en: 'chat', fr: 'discussion', ru: 'чат' };

/** Says plainly what the sample leaves out, so that nobody mistakes it for the real thing. */
export const STANDS_IN: Readonly<Record<Language, string>> = {
  ar: '⟦عيّنة محايدة: يقوم هذا السطر مقام منشور يخالف السياسة⟧',
  en: '⟦Neutral sample: this line stands in for a post that breaks the policy⟧',
  fr: '⟦Exemple neutre : cette ligne tient lieu de publication contraire à la règle⟧',
  ru: '⟦Нейтральный образец: эта строка стоит вместо записи, нарушающей правила⟧',
};

/** Posts of an operation; `{n}` is a number. Neutral wording only. */
export const OPERATION_POSTS: Words = {
  ar: [
    'صدر العدد {n} من النشرة، والملف في الأرشيف المثبّت أعلى القناة.',
    'القناة الاحتياطية مفتوحة الآن، انضمّوا قبل المساء.',
    'نُقل الأرشيف إلى قناة جديدة، والرابط في المنشور المثبّت.',
    'حُذفت القناة السابقة، وهذه القناة البديلة رقم {n}. أعيدوا نشر الرابط.',
    'شاركوا الرابط مع كل من فقد القناة القديمة.',
    'جدول النشر هذا الأسبوع: {n} مواد، مادة كل مساء.',
    'عادت المكتبة بعد الانقطاع، وفيها {n} ملفًا.',
  ],
  en: [
    'Issue {n} of the bulletin is out; the file is in the pinned archive.',
    'The backup channel is open now. Join before tonight.',
    'The archive has moved to a new channel; the link is in the pinned post.',
    'The previous channel was removed. This is replacement number {n}. Repost the link.',
    'Pass the link on to everyone who lost the old channel.',
    'Schedule this week: {n} items, one every evening.',
    'The library is back after the interruption, with {n} files.',
  ],
  fr: [
    'Le numéro {n} du bulletin est paru ; le fichier est dans les archives épinglées.',
    'Le canal de secours est ouvert. Rejoignez-le avant ce soir.',
    'Les archives ont changé de canal ; le lien est dans le message épinglé.',
    'Le canal précédent a été supprimé. Voici le remplaçant numéro {n}. Repartagez le lien.',
    'Programme de la semaine : {n} publications, une chaque soir.',
  ],
  ru: [
    'Вышел номер {n} вестника, файл лежит в закреплённом архиве.',
    'Запасной канал уже открыт. Вступайте до вечера.',
    'Архив переехал в новый канал, ссылка в закреплённой записи.',
    'Прежний канал удалён. Это замена номер {n}. Перешлите ссылку.',
    'На этой неделе {n} публикаций, по одной каждый вечер.',
  ],
};

export const OPERATION_ABOUT: Readonly<Record<Language, string>> = {
  ar: 'القناة الرسمية. الاحتياط في المنشور المثبّت.',
  en: 'The official channel. The backup is in the pinned post.',
  fr: 'Le canal officiel. Le secours est dans le message épinglé.',
  ru: 'Официальный канал. Запасной — в закреплённой записи.',
};

/** Ordinary channels: [title, post, post]. */
export const ORDINARY: Readonly<Record<Language, readonly (readonly [string, string, string])[]>> = {
  ar: [
    ['وصفات البيت', 'اليوم: شوربة العدس مع الكمون والليمون.', 'سؤال القراء: كيف تحفظون الزيتون؟'],
    ['طقس المدينة', 'غدًا غائم جزئيًا والعظمى {n} درجة.', 'تنبيه: ضباب في الصباح على الطريق الدائري.'],
    ['كرة القدم المحلية', 'انتهت المباراة بهدفين لهدف، والإعادة مساء الجمعة.', 'ترتيب الدوري بعد الجولة {n}.'],
    ['ديوان الشعر', 'قصيدة اليوم عن البحر والغياب.', 'أمسية شعرية مفتوحة مساء الخميس.'],
    ['دروس الرياضيات', 'حلّ التمرين {n} من الباب الثالث.', 'مراجعة قبل الامتحان يوم الأحد.'],
    ['سوق السيارات', 'سيارة مستعملة بحالة جيدة، قطعت {n} ألف كيلومتر.', 'نصائح قبل شراء سيارة مستعملة.'],
    ['خط عربي', 'تمرين اليوم: حرف الهاء في أول الكلمة.', 'معرض الطلاب مفتوح حتى نهاية الشهر.'],
  ],
  en: [
    [
      'Kitchen Garden Notes',
      'Sow broad beans now; cover them if frost is forecast.',
      'Reader question {n}: what eats my leeks?',
    ],
    [
      'City Cycling',
      'The canal path is closed for repairs until Friday.',
      'Ride {n} this Sunday, 40 km, coffee halfway.',
    ],
    ['Chess Evenings', 'Puzzle {n}: white to move and win.', 'The club meets on Thursdays at seven.'],
    ['Repair Café', 'Bring lamps, toasters and radios on Saturday.', 'We fixed {n} things last month.'],
    ['Old Maps', 'Sheet {n} of the 1890 survey, scanned by a reader.', 'How to read hachures.'],
    ['Night Sky', 'Jupiter is high in the south at midnight.', 'Meteor count of last night: {n}.'],
  ],
  fr: [
    [
      'Recettes du dimanche',
      'Tarte aux poires : la pâte repose une heure.',
      'Question des lecteurs n° {n} : quel beurre ?',
    ],
    ['Marché du quartier', 'Le marché est déplacé sur la place jusqu’à vendredi.', '{n} producteurs samedi matin.'],
    ['Rando Club', 'Sortie de dimanche : 14 km, départ à huit heures.', 'Liste du matériel pour débuter.'],
    ['Lectures', 'Le livre du mois compte {n} pages.', 'Rencontre jeudi à la bibliothèque.'],
  ],
  ru: [
    ['Домашняя кухня', 'Сегодня печём пирог с капустой.', 'Вопрос читателей {n}: как хранить яблоки?'],
    ['Погода района', 'Завтра облачно, ветер слабый, до {n} градусов.', 'Утром возможен туман.'],
    ['Шахматы дворов', 'Задача {n}: белые начинают и выигрывают.', 'Встречаемся в субботу в парке.'],
    ['Лыжный клуб', 'Трасса {n} км готова.', 'Как выбрать мазь при оттепели.'],
    ['Книжная полка', 'Новые поступления: {n} книг.', 'Обмен книгами по воскресеньям.'],
  ],
};

/** Newsrooms report on the networks: their posts name channels without promoting them. */
export const NEWS_TITLES: Words = {
  ar: ['صحيفة {t}', 'مرصد {t} الإخباري', 'وكالة {t} للأنباء'],
  en: ['The {t} Daily', '{t} News Desk', '{t} Wire'],
  fr: ['Le Quotidien {t}', 'La Dépêche {t}'],
  ru: ['Газета {t}', 'Новости {t}'],
};
export const NEWS_POSTS: Words = {
  ar: [
    'تقرير: قنوات دعائية تنتقل بين المنصات بعد حذفها، ومراسلنا يشرح كيف.',
    'تحليل: ماذا تغيّر بعد حملة الحذف؟ أرقام وجداول في الموقع.',
    'تصحيح: ورد في خبر الأمس رقم خاطئ، والصحيح {n}.',
  ],
  en: [
    'Report: propaganda channels move between platforms after removal; our correspondent explains how.',
    'Analysis: what changed after the removals? Figures and tables on our site.',
    'Correction: yesterday’s item gave a wrong figure; the right one is {n}.',
  ],
  fr: [
    'Enquête : les canaux de propagande changent de plateforme après leur suppression.',
    'Analyse : ce que les suppressions ont changé, en chiffres.',
    'Correction : le bon chiffre est {n}.',
  ],
  ru: [
    'Репортаж: как пропагандистские каналы переезжают после удаления.',
    'Разбор: что изменилось после удалений, цифры и таблицы.',
    'Поправка: верное число — {n}.',
  ],
};

/** What people of the press and of research write about themselves; `{d}` is the domain of their house. */
export const PRESS_BIOS: Readonly<Record<Language, string>> = {
  ar: 'مراسل صحفي يغطّي الدعاية على الإنترنت · {d}',
  en: 'Correspondent covering online propaganda · {d}',
  fr: 'Journaliste, propagande en ligne · {d}',
  ru: 'Корреспондент, пишу о пропаганде в сети · {d}',
};
export const RESEARCH_BIOS: Readonly<Record<Language, string>> = {
  ar: 'باحثة في دراسات التطرف، أراقب القنوات لغرض البحث فقط · {d}',
  en: 'Researcher in extremism studies; I follow channels for research only · {d}',
  fr: 'Chercheuse, études sur l’extrémisme ; suivi à des fins de recherche · {d}',
  ru: 'Исследую экстремизм, подписан на каналы только для работы · {d}',
};
export const RESEARCH_TITLES: Words = {
  ar: ['أرشيف {t} لتوثيق الانتهاكات', 'مختبر {t} لدراسة الدعاية'],
  en: ['{t} Rights Archive', '{t} Propaganda Lab'],
  fr: ['Observatoire {t}'],
  ru: ['Архив свидетельств {t}'],
};

/** Given names only; with a number they are nobody. */
export const GIVEN_NAMES: Words = {
  ar: ['ليلى', 'سامر', 'نور', 'هدى', 'كريم', 'ريم', 'طارق', 'سلمى', 'زياد', 'مها', 'فادي', 'رنا'],
  en: ['Alex', 'Robin', 'Sam', 'Jo', 'Kit', 'Lee', 'Max', 'Ash', 'Noor', 'Mika', 'Rae', 'Toni'],
  fr: ['Camille', 'Claude', 'Sacha', 'Lou', 'Morgan', 'Noa', 'Charlie', 'Andrea'],
  ru: ['Саша', 'Женя', 'Валя', 'Слава', 'Рита', 'Юра', 'Мила', 'Костя'],
};
export const ADMIN_WORDS: Readonly<Record<Language, string>> = {
  ar: 'ناقل',
  en: 'Courier',
  fr: 'Messager',
  ru: 'Связной',
};
export const READER_WORDS: Readonly<Record<Language, string>> = {
  ar: 'قارئ',
  en: 'Reader',
  fr: 'Lecteur',
  ru: 'Читатель',
};

export const SPAM: Readonly<Record<Language, readonly [string, string]>> = {
  ar: ['أرباح يومية مضمونة', 'ضاعف رصيدك خلال {n} ساعة، الرابط في الوصف.'],
  en: ['Daily profit guaranteed', 'Double your balance in {n} hours, link in bio.'],
  fr: ['Gains garantis', 'Doublez votre solde en {n} heures, lien en bio.'],
  ru: ['Гарантированный доход', 'Удвойте баланс за {n} часов, ссылка в описании.'],
};
