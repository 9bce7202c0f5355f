/**
 * Verification of AWS signatures, version 4, which {@code auth=strict} turns on. {@link
 * dev.tarn.server.signature.StrictSignatures} stands before the router: what is not signed with a
 * known key is refused with AWS's own code in the protocol of the call. Bodies that are signed
 * piece by piece are verified while they are read. Where keys come from is a port, {@link
 * dev.tarn.server.signature.CredentialSource}.
 */
@NullMarked
package dev.tarn.server.signature;

import org.jspecify.annotations.NullMarked;
