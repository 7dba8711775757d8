/** What a subject says of itself in public. */
export interface PublicProfile {
  readonly subjectId: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly verifiedBadge: boolean;
}

export interface CareSignalFact {
  readonly code: 'verified_badge' | 'declared_profession';
  readonly words: string;
  readonly subjectId: string;
}

/** How people and newsrooms name the professions of CollateralClass in Arabic, English, French and Russian. */
const PROFESSIONS =
  /\b(journalists?|reporters?|newsroom|news agency|newspaper|researchers?|academics?|professor|human rights|journaliste?s?|chercheu(?:r|se)s?|rédaction)\b|صحف[يى]|صحافة|إعلامي|مراسل|باحث|أكاديمي|حقوق الإنسان|журналист|редакция|исследовател|правозащит/iu;

/** Public facts that ask for care when deciding; they decide nothing (settled 25). */
export function careSignals(profile: PublicProfile): CareSignalFact[] {
  const signals: CareSignalFact[] = [];
  if (profile.verifiedBadge) signals.push({ code: 'verified_badge', words: '', subjectId: profile.subjectId });
  const found = PROFESSIONS.exec(`${profile.title ?? ''}\n${profile.description ?? ''}`);
  if (found) signals.push({ code: 'declared_profession', words: found[0], subjectId: profile.subjectId });
  return signals;
}
