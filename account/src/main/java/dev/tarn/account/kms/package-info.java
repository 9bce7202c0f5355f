/**
 * KMS: symmetric keys, their aliases, policies, grants, rotation and tags; encryption with
 * AES-256-GCM under keys that are kept on files beside them. Policies and grants are not enforced.
 * Whoever can read the data directory can read the keys: this protects nothing, it behaves alike.
 */
@NullMarked
package dev.tarn.account.kms;

import org.jspecify.annotations.NullMarked;
