package dev.tarn.server.observation;

import java.util.Set;

/** What a URI may hold that must not be in a log. */
final class Secrets {
  private static final Set<String> PARAMETERS =
      Set.of("X-Amz-Signature", "X-Amz-Security-Token", "Signature");

  private Secrets() {}

  static String withoutSecrets(String uri) {
    int query = uri.indexOf('?');
    if (query < 0 || uri.indexOf("S", query) < 0) {
      return uri;
    }
    StringBuilder clean = new StringBuilder(uri.substring(0, query + 1));
    String separator = "";
    for (String parameter : uri.substring(query + 1).split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      clean.append(separator);
      clean.append(PARAMETERS.contains(name) ? name + "=..." : parameter);
      separator = "&";
    }
    return clean.toString();
  }
}
