/**
 * The services of an account that clients of the lake touch besides it: who am I (STS), roles
 * (IAM), keys (KMS), logs (CloudWatch Logs) and the network (EC2). {@link
 * dev.tarn.account.AccountServices} opens each when it is first needed. What is here is kept on
 * files as the catalog is; nothing here is enforced.
 */
@NullMarked
package dev.tarn.account;

import org.jspecify.annotations.NullMarked;
