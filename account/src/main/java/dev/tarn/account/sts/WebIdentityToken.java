package dev.tarn.account.sts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tarn.protocol.AwsErrors;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * What a JSON Web Token says. Its signature is not looked at.
 *
 * @param audience the first one
 */
record WebIdentityToken(String issuer, String subject, String audience, Optional<Instant> expiry) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PARTS = 3;
  private static final int BAD_REQUEST = 400;

  static WebIdentityToken parse(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS) {
      throw invalid();
    }
    JsonNode claims = claims(parts[1]);
    JsonNode audience = claims.path("aud").isArray() ? claims.at("/aud/0") : claims.path("aud");
    if (!claims.path("iss").isTextual() || !claims.path("sub").isTextual()) {
      throw invalid();
    }
    return new WebIdentityToken(
        claims.get("iss").asText(),
        claims.get("sub").asText(),
        audience.asText(""),
        claims.path("exp").isNumber()
            ? Optional.of(Instant.ofEpochSecond(claims.get("exp").asLong()))
            : Optional.empty());
  }

  private static JsonNode claims(String encoded) {
    try {
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(encoded));
      if (claims != null && claims.isObject()) {
        return claims;
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw invalid();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
    throw invalid();
  }

  private static RuntimeException invalid() {
    return AwsErrors.of(
        "InvalidIdentityToken",
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access"
            + " Token)",
        BAD_REQUEST);
  }
}
