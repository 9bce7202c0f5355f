package dev.tarn.server.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Hands out certificates of the local authority, each for the host that the client names. */
final class LocalKeyManager extends X509ExtendedKeyManager {
  private static final String KEY_TYPE = "EC";
  private static final String ANY_HOST = "*";
  private static final int MAX_CERTIFICATES = 1_000;

  private final LocalAuthority authority;
  private final HostNames names;
  private final Clock clock;
  private final KeyPair pair;

  /** The least recently used is forgotten first. */
  private final Map<String, X509Certificate> certificates =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, X509Certificate> eldest) {
          return size() > MAX_CERTIFICATES;
        }
      };

  LocalKeyManager(LocalAuthority authority, HostNames names, Clock clock)
      throws GeneralSecurityException {
    this.authority = authority;
    this.names = names;
    this.clock = clock;
    this.pair = LocalAuthority.newKeyPair();
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    if (!keyType.equals(KEY_TYPE)) {
      return null;
    }
    if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
      for (SNIServerName name : session.getRequestedServerNames()) {
        if (name instanceof SNIHostName host && names.isBelowOurs(host.getAsciiName())) {
          return host.getAsciiName().toLowerCase(Locale.ROOT);
        }
      }
    }
    return ANY_HOST;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return new X509Certificate[] {certificateFor(alias), authority.certificate()};
  }

  private synchronized X509Certificate certificateFor(String host) {
    X509Certificate known = certificates.get(host);
    if (known != null && !LocalAuthority.isNearExpiry(known, clock.instant())) {
      return known;
    }
    List<String> all = new ArrayList<>(names.certified());
    if (!host.equals(ANY_HOST)) {
      all.add(host);
    }
    try {
      X509Certificate issued = authority.issue(pair, all);
      certificates.put(host, issued);
      return issued;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No certificate for " + host, e);
    }
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return pair.getPrivate();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {ANY_HOST};
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return keyType.equals(KEY_TYPE) ? ANY_HOST : null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
