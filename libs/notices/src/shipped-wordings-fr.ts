import type { ShippedWordings } from './shipped-wordings.js';

/** The French wordings that a new desk starts with. */
export const frenchWordings: ShippedWordings = {
  statement_of_reasons: {
    subjectLine: 'Décision {decision} concernant {subject}',
    body: `Ce message concerne {subject} sur {platform}. Nous avons pris la décision {decision} le {decided_on}.

Ce qui a été décidé
{measures}
Où la mesure s’applique : {territory}
Combien de temps elle s’applique : {duration}

Ce sur quoi repose la décision
{facts}
{source}
{automated}

Quelle règle
{policy}
{ground}

Ce que vous pouvez faire
Vous pouvez nous demander de réexaminer cette décision. C’est gratuit et possible pendant {window} à compter du jour où vous en avez eu connaissance. Une personne qui n’y a pris aucune part la réexaminera ; aucune machine ne décide seule. Rendez-vous sur cette page :
{link}
Votre référence, valable une seule fois : {reference}
Vous pouvez aussi vous adresser à un organisme certifié de règlement extrajudiciaire des litiges, ou à un tribunal.

Message {notice}`,
  },
  appeal_received: {
    subjectLine: 'Nous avons bien reçu votre recours {appeal}',
    body: `Votre recours {appeal} nous est parvenu le {received_on}. Une personne qui n’a pris aucune part à la décision l’examinera. Vous recevrez une réponse au plus tard le {due_on}.

Vous pouvez suivre votre recours et le compléter sur cette page. Il vous faudra son numéro et le code secret affiché lors du dépôt :
{link}

Message {notice}`,
  },
  appeal_question: {
    subjectLine: 'Une question sur votre recours {appeal}',
    body: `La personne qui examine votre recours {appeal} souhaite vous poser une question :

{question}

Merci de répondre au plus tard le {due_on} sur cette page :
{link}
Sans réponse de votre part à cette date, nous déciderons sur la base de ce dont nous disposons.

Message {notice}`,
  },
  appeal_reminder: {
    subjectLine: 'Nous attendons toujours votre réponse pour le recours {appeal}',
    body: `Nous vous avons posé une question sur votre recours {appeal} et n’avons pas encore reçu de réponse.

{question}

Vous pouvez encore répondre jusqu’au {due_on} :
{link}
Passé ce délai, nous déciderons sur la base de ce dont nous disposons.

Message {notice}`,
  },
  appeal_upheld: {
    subjectLine: 'Votre recours {appeal} : la décision est maintenue',
    body: `Nous avons réexaminé la décision que vous contestez (recours {appeal}). Le {decided_on}, nous avons conclu qu’elle est maintenue ; rien ne change.

Pourquoi
{reasons}

Si vous n’êtes pas d’accord, vous pouvez vous adresser à un organisme certifié de règlement extrajudiciaire des litiges, ou à un tribunal. Tout ce qui concerne votre recours se trouve ici :
{link}

Message {notice}`,
  },
  appeal_partially_reversed: {
    subjectLine: 'Votre recours {appeal} : la décision est annulée en partie',
    body: `Nous avons réexaminé la décision que vous contestez (recours {appeal}). Le {decided_on}, nous l’avons annulée en partie.

Ce qui est levé
{lifted}
Ce qui reste
{kept}

Pourquoi
{reasons}

Si vous n’êtes pas d’accord avec ce qui reste, vous pouvez vous adresser à un organisme certifié de règlement extrajudiciaire des litiges, ou à un tribunal. Tout ce qui concerne votre recours se trouve ici :
{link}

Message {notice}`,
  },
  appeal_reversed: {
    subjectLine: 'Votre recours {appeal} : la décision est annulée',
    body: `Nous avons réexaminé la décision que vous contestez (recours {appeal}). Elle était erronée et, le {decided_on}, nous l’avons annulée. Nous regrettons le tort qu’elle vous a causé.

Ce qui est levé
{lifted}

Pourquoi
{reasons}

Vous pouvez suivre l’avancement sur cette page jusqu’à ce que tout soit rétabli :
{link}

Message {notice}`,
  },
  appeal_omitted: {
    subjectLine: 'Votre recours {appeal} n’a pas été examiné',
    body: `Le {decided_on}, nous avons clos votre recours {appeal} sans examiner la décision elle-même.

Pourquoi
{reasons}

Vous pouvez vous adresser à un organisme certifié de règlement extrajudiciaire des litiges, ou à un tribunal. Tout ce qui concerne votre recours se trouve ici :
{link}

Message {notice}`,
  },
  flag_refused: {
    subjectLine: 'Votre signalement {flag} : aucune mesure n’a été prise',
    body: `Vous avez signalé {subject} sur {platform} (signalement {flag}). Nous l’avons examiné et avons décidé le {decided_on} de ne prendre aucune mesure.

{policy}
{reasons}

Vous pouvez nous demander gratuitement un nouvel examen. Une personne qui n’a pris aucune part à la décision s’en chargera. Rendez-vous sur cette page :
{link}
Votre référence, valable une seule fois : {reference}
Vous pouvez aussi vous adresser à un organisme certifié de règlement extrajudiciaire des litiges, ou à un tribunal.

Message {notice}`,
  },
  registration_pass: {
    subjectLine: 'Vous pouvez vous réinscrire sur {platform}',
    body: `La mesure visant {subject} sur {platform} a été levée. Pour que rien ne fasse obstacle à votre nouvelle inscription, voici un laissez-passer qui n’est destiné qu’à vous :

{pass}

Il est valable une seule fois, jusqu’au {expires_on}. Ne le donnez à personne d’autre.

Message {notice}`,
  },
  media_reply_asked: {
    subjectLine: 'Avant une mesure concernant {subject} : votre réponse est attendue',
    body: `Vous vous êtes déclaré fournisseur de services de médias sur {platform}. Nous envisageons la mesure suivante concernant {subject}. Rien n’a encore été fait.

Ce qui est envisagé
{measures}
Quelle règle
{policy}
Pourquoi
{reasons}

Vous pouvez répondre jusqu’au {due_on}. Votre réponse sera lue avant toute décision.
{link}

Message {notice}`,
  },
  restriction_lifted: {
    subjectLine: 'Une mesure concernant {subject} a été levée',
    body: `Nous avons réexaminé ce qui avait été décidé concernant {subject} sur {platform}. Le {decided_on}, ce qui suit a été levé :

{measures}

{reasons}

Il faudra peut-être un peu de temps pour que tout soit rétabli.

Message {notice}`,
  },
};
