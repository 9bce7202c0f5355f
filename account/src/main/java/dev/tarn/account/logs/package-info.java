/**
 * CloudWatch Logs: groups and streams as small resources, the events of each stream as lines of a
 * file that grows at its end. {@link dev.tarn.account.logs.LogWriter} is how the rest of the server
 * writes logs. Events older than a group's retention are hidden, not erased.
 */
@NullMarked
package dev.tarn.account.logs;

import org.jspecify.annotations.NullMarked;
