import type { Phrases } from './phrases.js';

export const frenchPhrases: Phrases = {
  measures: {
    remove_channel: 'Le canal ou le groupe a été retiré.',
    disable_in_territory: 'Il n’est plus visible dans certains pays.',
    label: 'Une mention y a été apposée.',
    suspend_account: 'Le compte a été suspendu.',
    terminate_account: 'Le compte a été supprimé.',
    bar_reregistration: 'Une nouvelle inscription est bloquée.',
    remove_followers: 'Les abonnés ont été retirés.',
    revoke_invites: 'Les invitations ont été révoquées.',
  },
  everywhere: 'partout',
  onlyIn: 'seulement dans les pays suivants : {places}',
  untilLifted: 'Il n’y a pas de date de fin ; la mesure s’applique jusqu’à sa levée.',
  onceForAll: 'La mesure ne peut être retirée d’elle-même ; elle demeure tant que la décision n’est pas annulée.',
  law: 'Nous considérons que le contenu est illicite.',
  lawWithReference: 'Nous considérons que le contenu est illicite au regard de : {reference}.',
  terms: 'Il est incompatible avec les conditions d’utilisation.',
  termsWithReference: 'Il est incompatible avec les conditions d’utilisation : {reference}.',
  sources: {
    user_report: 'Le signalement d’un utilisateur a attiré notre attention.',
    trusted_flagger: 'Le signalement d’un signaleur de confiance a attiré notre attention.',
    referral: 'Le signalement d’une autorité a attiré notre attention.',
    removal_order: 'Une injonction de retrait d’une autorité nous est parvenue.',
    detector: 'Un contrôle automatisé a attiré notre attention.',
    staff: 'Nous l’avons trouvé nous-mêmes.',
    resurfacing: 'Nous considérons qu’il s’agit du retour de ce qui avait été retiré.',
  },
  ownInitiative: 'Nous avons agi de notre propre initiative.',
  detectedAutomatically: 'Des moyens automatisés ont servi à le trouver.',
  notDetectedAutomatically: 'Aucun moyen automatisé n’a servi à le trouver.',
  decidedByPeople: 'La décision a été prise par des personnes, et non par des moyens automatisés.',
  noPolicy: 'Une règle de la plateforme',
  mailSubject: 'Message {notice}',
  mailBody: `Un message portant le numéro {notice} vous attend. Vous pouvez le lire ici :
{link}

Pour votre protection, ce courriel ne dit rien de son contenu.`,
};
