/**
 * Tests of the account's services through their in-process clients, on a clock that stands still.
 */
@NullMarked
package dev.tarn.account;

import org.jspecify.annotations.NullMarked;
