/**
 * STS: who am I, and temporary credentials. A role must exist to be assumed; whether its trust
 * policy lets the caller in is not looked at, nor is the signature of a web identity token.
 */
@NullMarked
package dev.tarn.account.sts;

import org.jspecify.annotations.NullMarked;
