import type { FunctionDefinition } from '../functions/function-definition.js';
import {
  annuityPayment,
  compoundInterest,
  internalRateOfReturn,
  netPresentValue,
  repaymentSchedule,
} from './finance/formulas.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Money: loans, interest, savings, investments, taxes, tips, splitting bills.';

const amount = { type: 'number', minimum: 0, maximum: 1e12 };
const rate = { type: 'number', minimum: 0, maximum: 1000, description: 'Interest rate a year, in percent.' };
const flows = {
  type: 'array',
  minItems: 2,
  maxItems: 600,
  items: { type: 'number', minimum: -1e12, maximum: 1e12 },
  description: 'Money in each period from now on; what is paid is negative.',
};

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'loan_payment',
    description: 'Calculates the monthly payment of a loan or mortgage and the total interest.',
    parameters: parameters({
      principal: { ...amount, description: 'The sum borrowed.' },
      annual_rate: rate,
      months: { type: 'integer', minimum: 1, maximum: 1200, description: 'Months to pay it back in.' },
    }),
    examples: [
      {
        request: 'What would I pay a month for a 200000 mortgage at 6% over 30 years?',
        arguments: { principal: 200000, annual_rate: 6, months: 360 },
        returns: { monthly_payment: 1199.1, total_paid: 431676.38, total_interest: 231676.38 },
      },
      {
        arguments: { principal: 1200, annual_rate: 0, months: 12 },
        returns: { monthly_payment: 100, total_paid: 1200, total_interest: 0 },
      },
    ],
    run: ({ principal, annual_rate, months }: Loan) => {
      const payment = annuityPayment(principal, annual_rate / 1200, months);
      return {
        monthly_payment: cents(payment),
        total_paid: cents(payment * months),
        total_interest: cents(payment * months - principal),
      };
    },
  },
  {
    name: 'repayment_schedule',
    description:
      'Lists the payments of a loan month by month (amortization): interest, principal and what is still owed.',
    parameters: parameters({
      principal: { ...amount, description: 'The sum borrowed.' },
      annual_rate: rate,
      months: { type: 'integer', minimum: 1, maximum: 480, description: 'Months to pay it back in.' },
    }),
    examples: [
      {
        request: 'Show how a 1000 loan at 12% is paid off in 3 months',
        arguments: { principal: 1000, annual_rate: 12, months: 3 },
        returns: [
          { month: 1, payment: 340.02, interest: 10, principal: 330.02, balance: 669.98 },
          { month: 2, payment: 340.02, interest: 6.7, principal: 333.32, balance: 336.66 },
          { month: 3, payment: 340.02, interest: 3.37, principal: 336.66, balance: 0 },
        ],
      },
    ],
    run: ({ principal, annual_rate, months }: Loan) =>
      repaymentSchedule(principal, annual_rate / 1200, months).map(row => ({
        month: row.month,
        payment: cents(row.payment),
        interest: cents(row.interest),
        principal: cents(row.principal),
        balance: cents(row.balance),
      })),
  },
  {
    name: 'compound_interest',
    description: 'Calculates what savings or an investment grow to with compound interest and regular deposits.',
    parameters: parameters({
      principal: { ...amount, description: 'The sum at the start.' },
      annual_rate: rate,
      years: { type: 'number', minimum: 0, maximum: 200, description: 'How long it grows.' },
      times_a_year: {
        type: 'integer',
        minimum: 1,
        maximum: 366,
        default: 1,
        description: 'How often interest is added.',
      },
      deposit: { ...amount, default: 0, description: 'What is added at the end of each interest period.' },
    }),
    examples: [
      {
        request: 'If I put 1000 in the bank at 5% for 10 years, what do I have?',
        arguments: { principal: 1000, annual_rate: 5, years: 10 },
        returns: { final_amount: 1628.89, deposited: 1000, interest: 628.89 },
      },
      {
        arguments: { principal: 0, annual_rate: 12, years: 1, times_a_year: 12, deposit: 100 },
        returns: { final_amount: 1268.25, deposited: 1200, interest: 68.25 },
      },
    ],
    run: (args: Savings) => {
      const periods = args.years * args.times_a_year;
      const final = compoundInterest(args.principal, args.annual_rate / 100 / args.times_a_year, periods, args.deposit);
      const deposited = args.principal + args.deposit * Math.floor(periods);
      return { final_amount: cents(final), deposited: cents(deposited), interest: cents(final - deposited) };
    },
  },
  {
    name: 'net_present_value',
    description: 'Calculates what a series of payments over time is worth today (NPV, discounted cash flow).',
    parameters: parameters({
      rate: {
        type: 'number',
        exclusiveMinimum: -100,
        maximum: 1000,
        description: 'Discount rate a period, in percent.',
      },
      cash_flows: { ...flows, description: 'Money in each period; the first is now, and what is paid is negative.' },
    }),
    examples: [
      {
        request: 'Is it worth paying 1000 now for 500, 400 and 300 in the next three years at 8%?',
        arguments: { rate: 8, cash_flows: [-1000, 500, 400, 300] },
        returns: 44.05,
      },
    ],
    run: ({ rate: percent, cash_flows }: { rate: number; cash_flows: number[] }) =>
      cents(netPresentValue(percent / 100, cash_flows)),
  },
  {
    name: 'internal_rate_of_return',
    description: 'Finds the yearly return of an investment from its payments (IRR), in percent.',
    parameters: parameters({ cash_flows: flows }),
    examples: [
      {
        request: 'I paid 1000 and got 1210 back after two years. What return is that a year?',
        arguments: { cash_flows: [-1000, 0, 1210] },
        returns: 10,
      },
    ],
    run: ({ cash_flows }: { cash_flows: number[] }) =>
      Math.round(internalRateOfReturn(cash_flows) * 100 * 10_000) / 10_000,
  },
  {
    name: 'add_tax',
    description: 'Adds sales tax or VAT to a price, or takes it out of a price that includes it.',
    parameters: parameters({
      price: { ...amount, description: 'The price.' },
      rate: { type: 'number', minimum: 0, maximum: 100, description: 'Tax rate in percent.' },
      included: { type: 'boolean', default: false, description: 'Whether the price already includes the tax.' },
    }),
    examples: [
      {
        request: 'A laptop is 1190 with 19% VAT included; what is it without?',
        arguments: { price: 1190, rate: 19, included: true },
        returns: { net: 1000, tax: 190, gross: 1190 },
      },
      { arguments: { price: 50, rate: 8.25 }, returns: { net: 50, tax: 4.13, gross: 54.13 } },
    ],
    run: ({ price, rate: percent, included }: { price: number; rate: number; included: boolean }) => {
      const net = cents(included ? price / (1 + percent / 100) : price);
      const gross = cents(included ? price : price * (1 + percent / 100));
      return { net, tax: cents(gross - net), gross };
    },
  },
  {
    name: 'split_bill',
    description: 'Splits a restaurant bill between people, with a tip.',
    parameters: parameters({
      total: { ...amount, description: 'The bill before the tip.' },
      people: { type: 'integer', minimum: 1, maximum: 1000, description: 'How many share it.' },
      tip_percent: { type: 'number', minimum: 0, maximum: 100, default: 0, description: 'Tip in percent of the bill.' },
    }),
    examples: [
      {
        request: 'Dinner was 87.50 for four of us, with 20% tip what does each pay?',
        arguments: { total: 87.5, people: 4, tip_percent: 20 },
        returns: { tip: 17.5, total_with_tip: 105, each: 26.25 },
      },
    ],
    run: ({ total, people, tip_percent }: { total: number; people: number; tip_percent: number }) => {
      const tip = cents((total * tip_percent) / 100);
      // Rounded up to the cent, so that the shares always cover the bill.
      const each = Math.ceil(Number((((total + tip) / people) * 100).toFixed(6))) / 100;
      return { tip, total_with_tip: cents(total + tip), each };
    },
  },
]);

interface Loan {
  readonly principal: number;
  readonly annual_rate: number;
  readonly months: number;
}

interface Savings {
  readonly principal: number;
  readonly annual_rate: number;
  readonly years: number;
  readonly times_a_year: number;
  readonly deposit: number;
}

/** To the cent; twelve digits are looked at first, so that 4.125 rounds up whatever its binary form. */
function cents(amount: number): number {
  if (!Number.isFinite(amount)) throw new Error('the result is too large to be written');
  const rounded = Math.round(Number((amount * 100).toPrecision(12))) / 100;
  return rounded === 0 ? 0 : rounded;
}
