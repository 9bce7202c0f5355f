package dev.tarn.server.tls;

import com.google.common.net.InetAddresses;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What TLS answers to.
 *
 * @param names further host names and addresses for the certificate; names below them count too
 * @param own a certificate of the user's own, instead of one from the local authority
 */
public record TlsConfig(List<String> names, Optional<OwnCertificate> own) {
  public static final TlsConfig DEFAULT = new TlsConfig(List.of(), Optional.empty());

  public TlsConfig {
    names = List.copyOf(names);
  }

  /** Whether a certificate can be for it: a host name or a numeric address. */
  public static boolean isName(String text) {
    return HostNames.isAddress(text)
        ? InetAddresses.isInetAddress(text)
        : HostNames.isHostName(text);
  }

  /** Two PEM files: the certificate with those that vouch for it, and its private key. */
  public record OwnCertificate(Path certificate, Path key) {}
}
