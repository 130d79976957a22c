/** Payment at the end of each period that pays a loan off; `rate` is a fraction a period. */
export function annuityPayment(principal: number, rate: number, periods: number): number {
  // expm1 and log1p keep small rates exact, where (1 + r)^n - 1 would lose its digits.
  return rate === 0 ? principal / periods : (principal * rate) / -Math.expm1(-periods * Math.log1p(rate));
}

export interface Repayment {
  readonly month: number;
  readonly payment: number;
  readonly interest: number;
  readonly principal: number;
  /** Owed after the payment. */
  readonly balance: number;
}

/** Every payment of a loan, unrounded; the last balance is 0 up to rounding errors. */
export function repaymentSchedule(principal: number, rate: number, months: number): readonly Repayment[] {
  const payment = annuityPayment(principal, rate, months);
  const rows: Repayment[] = [];
  let owed = principal;
  for (let month = 1; month <= months; month += 1) {
    const interest = owed * rate;
    owed -= payment - interest;
    rows.push({ month, payment, interest, principal: payment - interest, balance: owed });
  }
  return rows;
}

/** Future value of a sum and of deposits at the end of each whole period; `rate` is a fraction a period. */
export function compoundInterest(principal: number, rate: number, periods: number, deposit: number): number {
  const growth = (1 + rate) ** periods;
  const whole = Math.floor(periods);
  const deposits = rate === 0 ? deposit * whole : (deposit * Math.expm1(whole * Math.log1p(rate))) / rate;
  // Interest of a last broken period is earned by the deposits too.
  return principal * growth + deposits * (1 + rate) ** (periods - whole);
}

/** Sum of flows discounted at a fraction a period; the first flow is now. */
export function netPresentValue(rate: number, flows: readonly number[]): number {
  return flows.reduce((sum, flow, i) => sum + flow / (1 + rate) ** i, 0);
}

/**
 * The rate a period at which the net present value is 0, by bisection between -99.99 % and 1,000,000 %. Throws when the
 * value has the same sign at both ends. Where the flows change sign more than once there may be others.
 */
export function internalRateOfReturn(flows: readonly number[]): number {
  let low = -0.9999;
  let high = 10_000;
  const rising = netPresentValue(low, flows) < 0;
  if (netPresentValue(high, flows) < 0 === rising) {
    throw new Error('the payments have no internal rate of return; they need money paid as well as money received');
  }
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (netPresentValue(middle, flows) < 0 === rising) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
