/**
 * The services of an account that clients of the lake touch: who am I, roles, keys, logs, network.
 */
@NullMarked
package dev.tarn.account;

import org.jspecify.annotations.NullMarked;
