/** Starts each line of the tests' report among all that an extension host writes. */
export const reportPrefix = '[asynclint test] ';
