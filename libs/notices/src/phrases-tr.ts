import type { Phrases } from './phrases.js';

export const turkishPhrases: Phrases = {
  measures: {
    remove_channel: 'Kanal ya da grup kaldırıldı.',
    disable_in_territory: 'Bazı ülkelerde artık görüntülenemiyor.',
    label: 'Üzerine bir etiket kondu.',
    suspend_account: 'Hesap askıya alındı.',
    terminate_account: 'Hesap kapatıldı.',
    bar_reregistration: 'Yeniden kayıt engellendi.',
    remove_followers: 'Takipçiler çıkarıldı.',
    revoke_invites: 'Davetler iptal edildi.',
  },
  everywhere: 'her yerde',
  onlyIn: 'yalnızca şu ülkelerde: {places}',
  untilLifted: 'Bitiş tarihi yoktur; kaldırılana kadar geçerlidir.',
  onceForAll: 'Kendiliğinden kalkmaz; karar kaldırılmadıkça geçerli kalır.',
  law: 'İçeriğin yasa dışı olduğu kanısındayız.',
  lawWithReference: 'İçeriğin yasa dışı olduğu kanısındayız. Dayanak: {reference}.',
  terms: 'Kullanım koşullarıyla bağdaşmıyor.',
  termsWithReference: 'Kullanım koşullarıyla bağdaşmıyor: {reference}.',
  sources: {
    user_report: 'Bir kullanıcının bildirimi dikkatimizi buna çekti.',
    trusted_flagger: 'Güvenilir bir bildirimcinin bildirimi dikkatimizi buna çekti.',
    referral: 'Resmî bir makamın yönlendirmesi dikkatimizi buna çekti.',
    removal_order: 'Resmî bir makamdan kaldırma emri aldık.',
    detector: 'Otomatik bir denetim dikkatimizi buna çekti.',
    staff: 'Bunu kendimiz bulduk.',
    resurfacing: 'Bunu, daha önce kaldırılmış olanın geri dönüşü sayıyoruz.',
  },
  ownInitiative: 'Kendi girişimimizle hareket ettik.',
  detectedAutomatically: 'Bulunmasında otomatik araçlar kullanıldı.',
  notDetectedAutomatically: 'Bulunmasında otomatik araç kullanılmadı.',
  decidedByPeople: 'Kararı otomatik araçlar değil, insanlar verdi.',
  noPolicy: 'Platformun bir kuralı',
  mailSubject: 'İleti {notice}',
  mailBody: `Sizin için {notice} numaralı bir ileti var. Buradan okuyabilirsiniz:
{link}

Güvenliğiniz için bu e-posta iletinin içeriğinden söz etmez.`,
};
