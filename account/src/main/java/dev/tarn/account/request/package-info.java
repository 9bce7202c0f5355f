/**
 * What the operations of all account services share: pages of listings, unique ids, and writes that
 * come one after the other. Nothing here knows a service.
 */
@NullMarked
package dev.tarn.account.request;

import org.jspecify.annotations.NullMarked;
