import { Cron } from 'croner';
import cronstrue from 'cronstrue';
import { Temporal } from 'temporal-polyfill';

export function describeCron(expression: string): string {
  checked(expression);
  return cronstrue.toString(expression, { use24HourTimeFormat: true, throwExceptionOnParseError: true });
}

/** Moments with their offset, in order; fewer than `count` when the expression stops matching. */
export function nextCronTimes(expression: string, count: number, zone: string, after: number): string[] {
  const cron = checked(expression, zone);
  return cron
    .nextRuns(count, new Date(after))
    .map(run =>
      Temporal.Instant.fromEpochMilliseconds(run.getTime())
        .toZonedDateTimeISO(zone)
        .toString({ timeZoneName: 'never', smallestUnit: 'second' }),
    );
}

function checked(expression: string, zone = 'UTC'): Cron {
  try {
    return new Cron(expression, { timezone: zone, paused: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`"${expression}" is not a cron expression: ${reason}`, { cause: error });
  }
}
