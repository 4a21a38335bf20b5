/** What names tell of functions that let only so many run at once, whoever wrote them. */

/** The last word of what a permit is asked of, and the methods that ask for it. */
export const permits: { readonly receivers: RegExp; readonly methods: RegExp } = {
  receivers: /^(?:sem|sema|semaphore|mutex|lock|locks|limiter|limit|limits|throttle|throttler|bucket|permits|gate|slots|queue)$/,
  methods: /^(?:acquire|lock|wait|waitFor\w*|take|enter|obtain|down|p|P|removeTokens|consume|reserve|onSizeLessThan|onEmpty|ready|tryAcquire)$/,
};

/** The last word of what limits a function that it is given to. */
export const givenLimiters = /^(?:sem|sema|semaphore|limiter|throttler)$/;

/** Functions that grant a permit, or wait until there is room. */
export const permitNames = /^(?:acquire|throttle|rateLimit|waitFor(?:Slot|Room|Turn|Capacity|Permit)|takeSlot|applyBackpressure)(?:[A-Z]\w*)?$/;

/** Functions that run what they are given when there is room. */
export const limiterNames = /^(?:limit|limiter|throttle|throttled|schedule|enqueue|runExclusive|runLimited|limited|serialize|exclusive)$|(?:Limit|Limiter|Limited|Throttle|Throttled|Semaphore|Mutex|Lock|Concurrency|Exclusive|Queue)$|^(?:limit|throttle|enqueue)[A-Z]/;
