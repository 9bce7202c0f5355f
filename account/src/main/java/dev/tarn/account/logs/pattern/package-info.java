/**
 * Filter patterns of CloudWatch Logs: terms and phrases, and conditions on JSON events. Patterns
 * with regular expressions and for space-delimited events are refused by name. See
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html.
 */
@NullMarked
package dev.tarn.account.logs.pattern;

import org.jspecify.annotations.NullMarked;
