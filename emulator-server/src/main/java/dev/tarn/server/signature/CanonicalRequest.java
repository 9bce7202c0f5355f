package dev.tarn.server.signature;

import dev.tarn.http.IncomingRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The text that a signature is made over:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html. Its
 * characters are bytes, because that is how headers arrive.
 */
record CanonicalRequest(String text) {
  static CanonicalRequest of(IncomingRequest request, Signed signed, String payloadHash) {
    boolean s3 = signed.scope().service().startsWith("s3");
    StringBuilder text = new StringBuilder(512);
    text.append(request.method()).append('\n');
    text.append(UriText.canonicalPath(request.path(), !s3)).append('\n');
    text.append(query(request)).append('\n');
    for (String name : signed.signedHeaders()) {
      text.append(name).append(':').append(header(request, name)).append('\n');
    }
    text.append('\n').append(String.join(";", signed.signedHeaders())).append('\n');
    return new CanonicalRequest(text.append(payloadHash).toString());
  }

  private static String query(IncomingRequest request) {
    List<UriText.Parameter> parameters = new ArrayList<>(UriText.parameters(request.query()));
    parameters.removeIf(parameter -> parameter.name().equals(SignatureReader.SIGNATURE));
    Collections.sort(parameters);
    StringBuilder text = new StringBuilder();
    for (UriText.Parameter parameter : parameters) {
      text.append(text.isEmpty() ? "" : "&");
      text.append(parameter.name()).append('=').append(parameter.value());
    }
    return text.toString();
  }

  private static String header(IncomingRequest request, String name) {
    StringBuilder text = new StringBuilder();
    for (String value : request.headers(name)) {
      text.append(text.isEmpty() ? "" : ",").append(collapsed(value));
    }
    return text.toString();
  }

  /** Without spaces at the ends, and with one where there are several. */
  private static String collapsed(String value) {
    String stripped = value.strip();
    if (stripped.indexOf("  ") < 0) {
      return stripped;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      if (c != ' ' || stripped.charAt(i - 1) != ' ') {
        text.append(c);
      }
    }
    return text.toString();
  }

  String stringToSign(Signed signed) {
    return SignatureReader.ALGORITHM
        + "\n"
        + signed.timestamp()
        + "\n"
        + signed.scope()
        + "\n"
        + Digests.sha256Hex(text);
  }
}
