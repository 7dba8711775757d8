import type { ShippedWordings } from './shipped-wordings.js';

/** The Turkish wordings that a new desk starts with. */
export const turkishWordings: ShippedWordings = {
  statement_of_reasons: {
    subjectLine: '{decision} numaralı karar: {subject}',
    body: `Bu ileti, {platform} üzerindeki {subject} hakkındadır. {decision} numaralı karar {decided_on} tarihinde verildi.

Ne karar verildi
{measures}
Geçerli olduğu yer: {territory}
Geçerlilik süresi: {duration}

Kararın dayanağı
{facts}
{source}
{automated}

Hangi kural
{policy}
{ground}

Ne yapabilirsiniz
Bu kararı yeniden incelememizi isteyebilirsiniz. Başvuru ücretsizdir ve kararı öğrendiğiniz günden başlayarak {window} boyunca yapılabilir. İncelemeyi, kararda hiçbir payı olmayan biri yapar; hiçbir makine tek başına karar vermez. Şu sayfayı kullanın:
{link}
Tek kullanımlık referansınız: {reference}
Ayrıca mahkeme dışı uyuşmazlık çözümü için yetkilendirilmiş bir kuruluşa ya da mahkemeye başvurabilirsiniz.

İleti {notice}`,
  },
  appeal_received: {
    subjectLine: '{appeal} numaralı itirazınızı aldık',
    body: `{appeal} numaralı itirazınız {received_on} tarihinde bize ulaştı. İtirazı, kararda hiçbir payı olmayan biri inceleyecek. Yanıtı en geç {due_on} tarihinde alırsınız.

İtirazınızın durumunu bu sayfada izleyebilir, ona ekleme yapabilirsiniz. İtiraz numarası ve başvuru sırasında size gösterilen gizli kod gerekecektir:
{link}

İleti {notice}`,
  },
  appeal_question: {
    subjectLine: '{appeal} numaralı itirazınızla ilgili bir soru',
    body: `{appeal} numaralı itirazınızı inceleyen kişinin size bir sorusu var:

{question}

Lütfen en geç {due_on} tarihine kadar bu sayfada yanıtlayın:
{link}
O zamana kadar yanıt gelmezse elimizdekilere göre karar vereceğiz.

İleti {notice}`,
  },
  appeal_reminder: {
    subjectLine: '{appeal} numaralı itiraz için yanıtınızı bekliyoruz',
    body: `{appeal} numaralı itirazınızla ilgili size bir soru sorduk, henüz yanıt alamadık.

{question}

Şu tarihe kadar yanıtlayabilirsiniz: {due_on}
{link}
Bundan sonra elimizdekilere göre karar vereceğiz.

İleti {notice}`,
  },
  appeal_upheld: {
    subjectLine: '{appeal} numaralı itirazınız: karar geçerli kalıyor',
    body: `İtiraz ettiğiniz kararı ({appeal} numaralı itiraz) yeniden inceledik. {decided_on} tarihinde kararın geçerli kaldığı sonucuna vardık; hiçbir şey değişmiyor.

Neden
{reasons}

Aynı görüşte değilseniz, mahkeme dışı uyuşmazlık çözümü için yetkilendirilmiş bir kuruluşa ya da mahkemeye başvurabilirsiniz. İtirazınızla ilgili her şey burada:
{link}

İleti {notice}`,
  },
  appeal_partially_reversed: {
    subjectLine: '{appeal} numaralı itirazınız: karar kısmen kaldırıldı',
    body: `İtiraz ettiğiniz kararı ({appeal} numaralı itiraz) yeniden inceledik. {decided_on} tarihinde kararı kısmen kaldırdık.

Kaldırılanlar
{lifted}
Kalanlar
{kept}

Neden
{reasons}

Kalanlar konusunda aynı görüşte değilseniz, mahkeme dışı uyuşmazlık çözümü için yetkilendirilmiş bir kuruluşa ya da mahkemeye başvurabilirsiniz. İtirazınızla ilgili her şey burada:
{link}

İleti {notice}`,
  },
  appeal_reversed: {
    subjectLine: '{appeal} numaralı itirazınız: karar kaldırıldı',
    body: `İtiraz ettiğiniz kararı ({appeal} numaralı itiraz) yeniden inceledik. Karar yanlıştı; {decided_on} tarihinde kaldırdık. Size yaşattıkları için üzgünüz.

Kaldırılanlar
{lifted}

Neden
{reasons}

Her şey tamamlanana kadar bu sayfadan izleyebilirsiniz:
{link}

İleti {notice}`,
  },
  appeal_omitted: {
    subjectLine: '{appeal} numaralı itirazınız incelenmedi',
    body: `{decided_on} tarihinde {appeal} numaralı itirazınızı, kararın kendisini incelemeden kapattık.

Neden
{reasons}

Mahkeme dışı uyuşmazlık çözümü için yetkilendirilmiş bir kuruluşa ya da mahkemeye başvurabilirsiniz. İtirazınızla ilgili her şey burada:
{link}

İleti {notice}`,
  },
  flag_refused: {
    subjectLine: '{flag} numaralı bildiriminiz: önlem alınmadı',
    body: `{platform} üzerinde bir bildirimde bulundunuz: {subject} ({flag} numaralı bildirim). Bildirimi inceledik ve {decided_on} tarihinde önlem almamaya karar verdik.

{policy}
{reasons}

Yeniden incelememizi ücretsiz olarak isteyebilirsiniz. Bunu, kararda hiçbir payı olmayan biri yapar. Şu sayfayı kullanın:
{link}
Tek kullanımlık referansınız: {reference}
Ayrıca mahkeme dışı uyuşmazlık çözümü için yetkilendirilmiş bir kuruluşa ya da mahkemeye başvurabilirsiniz.

İleti {notice}`,
  },
  registration_pass: {
    subjectLine: '{platform} üzerinde yeniden kayıt olabilirsiniz',
    body: `{platform} üzerindeki önlem kaldırıldı: {subject}. Yeniden kayıt olurken önünüze engel çıkmaması için yalnızca size ait olan izin kodu:

{pass}

Kod bir kez, en geç {expires_on} tarihine kadar kullanılabilir. Kimseyle paylaşmayın.

İleti {notice}`,
  },
  media_reply_asked: {
    subjectLine: '{subject} hakkında önlem almadan önce yanıtınızı istiyoruz',
    body: `{platform} üzerinde kendinizi medya hizmeti olarak beyan ettiniz. {subject} hakkında aşağıdaki önlemi almayı düşünüyoruz. Henüz hiçbir şey yapılmadı.

Düşünülen önlem
{measures}
Hangi kural
{policy}
Neden
{reasons}

Şu tarihe kadar yanıt verebilirsiniz: {due_on}. Yanıtınız karardan önce okunacak.
{link}

İleti {notice}`,
  },
  restriction_lifted: {
    subjectLine: 'Bir önlem kaldırıldı: {subject}',
    body: `{platform} üzerindeki {subject} hakkında verilen kararı yeniden inceledik. {decided_on} tarihinde şunlar kaldırıldı:

{measures}

{reasons}

Her şeyin eski hâline dönmesi kısa bir süre alabilir.

İleti {notice}`,
  },
};
