import { singular, wordsOf } from './verbs.js';

/**
 * What reaches people or money, starts work, or cannot be unseen: taking its record back takes back nothing. Singular;
 * an operation that is named by one of these has no proof of being reversible, whatever else stands beside it.
 */
const excluded = new Set(
  `acceptance agreement alert announcement answer application approval approve attendee backup ban bid bill billing
  booking broadcast build buy calendar call campaign capture cart charge chat checkout claim collaborator comment
  commit complete conference confirm consent contract conversation copy crawl credit debit delete delivery deploy
  deployment deposit destroy dispatch dispute distribute donate donation donor drain email enrollment erase eula event
  execute execution export fax feedback finalize fire forward fulfillment guest import incident ingest invitation
  invite invoice issue job ledger lifecycle loan login logout mail meeting message migrate migration money move
  newsletter notification notify offer order participant pay payment payout ping poll post posting process processing
  promote proof publication publish purchase purge push quote react reaction reboot recall recipient record recover
  refund reimbursement release remove reply report reprocess request resend reservation reserve reset response restart
  restore retention retry review revoke rotate run sale scan schedule send share shipment shipping sign signature
  signing signup sms status stripe student submission submit subscriber subscription swap sync task terminate test
  thread ticket tip token trade transaction transfer transmit trash trigger tweet unsend upgrade vote wipe wire
  withdraw withdrawal workflow`.split(/\s+/),
);

/** Arguments that make a call do more than it says: telling people of it, or having other things deleted. */
const farReaching = /^(?:send|notify|email|publish|announce|message|deliver)|retention/i;

/** Whether words say that an operation does what no other operation can take back. */
export function isBeyondUndo(texts: readonly string[], argumentNames: readonly string[]): boolean {
  if (texts.some(text => /terms.?of/i.test(text))) return true;
  const named = texts.some(text =>
    wordsOf(text)
      .slice(0, 12)
      .some(word => excluded.has(word) || excluded.has(singular(word))),
  );
  return named || argumentNames.some(name => farReaching.test(name));
}
