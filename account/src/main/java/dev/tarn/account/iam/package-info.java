/**
 * IAM as far as it can be stored and read back: roles, users, groups, managed and inline policies,
 * instance profiles, access keys, tags. Nothing is enforced. Documents are kept as they came and
 * answered URL-encoded, as IAM does. Names are not distinguished by case, so keys are lower case.
 */
@NullMarked
package dev.tarn.account.iam;

import org.jspecify.annotations.NullMarked;
