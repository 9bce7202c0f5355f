package dev.tarn.query.trino;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;

/** A token as Trino's nodes send each other, signed with a guessed secret. */
final class ForgedToken {
  private ForgedToken() {}

  static String signedWith(String secret) throws GeneralSecurityException {
    var parameters =
        HKDFParameterSpec.ofExtract()
            .addIKM(secret.getBytes(StandardCharsets.UTF_8))
            .thenExpand("internal-communication".getBytes(StandardCharsets.UTF_8), 32);
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", parameters));
    long expiry = Instant.now().plusSeconds(60).getEpochSecond();
    String content =
        encode("{\"alg\":\"HS256\"}") + "." + encode("{\"sub\":\"x\",\"exp\":" + expiry + "}");
    byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
    return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
