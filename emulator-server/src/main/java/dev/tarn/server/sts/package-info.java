/**
 * The little of AWS STS that clients of the other services call first. Everyone is the root user of
 * the one account; the other operations are refused by name.
 */
@NullMarked
package dev.tarn.server.sts;

import org.jspecify.annotations.NullMarked;
