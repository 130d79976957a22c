import { singular, wordsOf } from './verbs.js';

/**
 * What reaches people or money, starts work, or cannot be unseen: taking its record back takes back nothing. Singular;
 * an operation that is named by one of these has no proof of being reversible, whatever else stands beside it.
 */
const excluded = new Set(
  `acceptance alert announcement answer application approval approve attendee backup ban bid bill billing booking broadcast build
  buy calendar call campaign capture cart charge chat checkout claim collaborator comment commit complete conference confirm contract conversation copy
  credit crawl debit delete delivery deploy deployment deposit destroy dispatch dispute distribute donate donation donor
  drain email erase event execute execution export fax feedback finalize fire forward fulfillment guest import incident ingest invite
  invitation invoice issue job ledger loan login logout mail meeting message migrate migration money move newsletter
  notification notify offer order participant pay payment payout ping poll post posting process processing promote proof publish
  publication purchase purge push quote react reaction reboot recall recipient record recover refund reimbursement release remove
  reply report reprocess request reservation reserve reset resend restart restore response retry review revoke rotate run
  sale scan schedule send share shipment shipping sign signature signing signup sms status stripe submission submit
  subscription swap sync task terminate test thread ticket tip token trade transaction transfer transmit trash trigger
  tweet unsend upgrade vote wire wipe withdraw withdrawal workflow`.split(/\s+/),
);

/** Arguments that make a call do more than it says, such as telling people of it. */
const telling = /^(?:send|notify|email|publish|announce|message|deliver)/i;

/** Whether words say that an operation does what no other operation can take back. */
export function isBeyondUndo(texts: readonly string[], argumentNames: readonly string[]): boolean {
  const named = texts.some(text =>
    wordsOf(text)
      .slice(0, 12)
      .some(word => excluded.has(word) || excluded.has(singular(word))),
  );
  return named || argumentNames.some(name => telling.test(name));
}
