package dev.tarn.account.kms;

import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.validation.Constraints;
import java.security.SecureRandom;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/** What keys are for. */
final class CryptoOperations {
  private static final int LONGEST_PLAINTEXT = 4096;
  private static final int LONGEST_CIPHERTEXT = 6144;
  private static final int LONGEST_DATA_KEY = 1024;
  private static final int AES_128 = 16;
  private static final int AES_256 = 32;

  private final KmsFiles files;
  private final KeyLookup lookup;
  private final SecureRandom random = new SecureRandom();

  CryptoOperations(KmsFiles files, KeyLookup lookup) {
    this.files = files;
    this.lookup = lookup;
  }

  EncryptResponse encrypt(EncryptRequest request) {
    refuse("Encrypt", request.dryRun(), request.encryptionAlgorithmAsString());
    KeyMetadata key = lookup.usable(request.keyId());
    byte[] plaintext = bytes("plaintext", request.plaintext(), LONGEST_PLAINTEXT);
    return EncryptResponse.builder()
        .ciphertextBlob(seal(key, plaintext, request.encryptionContext()))
        .keyId(key.arn())
        .encryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
        .build();
  }

  DecryptResponse decrypt(DecryptRequest request) {
    refuse("Decrypt", request.dryRun(), request.encryptionAlgorithmAsString());
    if (request.recipient() != null) {
      throw AwsErrors.notImplemented("KMS", "Decrypt with Recipient");
    }
    Opened opened = open(request.ciphertextBlob(), request.keyId(), request.encryptionContext());
    return DecryptResponse.builder()
        .plaintext(SdkBytes.fromByteArray(opened.plaintext()))
        .keyId(opened.key().arn())
        .encryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
        .build();
  }

  ReEncryptResponse reEncrypt(ReEncryptRequest request) {
    refuse("ReEncrypt", request.dryRun(), request.sourceEncryptionAlgorithmAsString());
    refuse("ReEncrypt", request.dryRun(), request.destinationEncryptionAlgorithmAsString());
    KeyMetadata destination = lookup.usable(request.destinationKeyId());
    Opened opened =
        open(request.ciphertextBlob(), request.sourceKeyId(), request.sourceEncryptionContext());
    return ReEncryptResponse.builder()
        .ciphertextBlob(
            seal(destination, opened.plaintext(), request.destinationEncryptionContext()))
        .sourceKeyId(opened.key().arn())
        .keyId(destination.arn())
        .sourceEncryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
        .destinationEncryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
        .build();
  }

  GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
    refuse("GenerateDataKey", request.dryRun(), null);
    if (request.recipient() != null) {
      throw AwsErrors.notImplemented("KMS", "GenerateDataKey with Recipient");
    }
    int size = size(request.keySpec(), request.numberOfBytes());
    KeyMetadata key = lookup.usable(request.keyId());
    byte[] secret = random(size);
    return GenerateDataKeyResponse.builder()
        .plaintext(SdkBytes.fromByteArray(secret))
        .ciphertextBlob(seal(key, secret, request.encryptionContext()))
        .keyId(key.arn())
        .build();
  }

  GenerateDataKeyWithoutPlaintextResponse generateDataKeyWithoutPlaintext(
      GenerateDataKeyWithoutPlaintextRequest request) {
    refuse("GenerateDataKeyWithoutPlaintext", request.dryRun(), null);
    int size = size(request.keySpec(), request.numberOfBytes());
    KeyMetadata key = lookup.usable(request.keyId());
    return GenerateDataKeyWithoutPlaintextResponse.builder()
        .ciphertextBlob(seal(key, random(size), request.encryptionContext()))
        .keyId(key.arn())
        .build();
  }

  GenerateRandomResponse generateRandom(GenerateRandomRequest request) {
    Constraints.withValues()
        .notNull("numberOfBytes", request.numberOfBytes())
        .range("numberOfBytes", request.numberOfBytes(), 1, LONGEST_DATA_KEY)
        .orThrow(AwsErrors::validation);
    if (request.customKeyStoreId() != null || request.recipient() != null) {
      throw AwsErrors.notImplemented("KMS", "GenerateRandom with a key store or Recipient");
    }
    return GenerateRandomResponse.builder()
        .plaintext(SdkBytes.fromByteArray(random(request.numberOfBytes())))
        .build();
  }

  private static void refuse(
      String operation, @Nullable Boolean dryRun, @Nullable String algorithm) {
    if (Boolean.TRUE.equals(dryRun)) {
      throw AwsErrors.notImplemented("KMS", operation + " with DryRun");
    }
    if (algorithm != null
        && !algorithm.equals(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT.toString())) {
      throw AwsErrors.of(
          "InvalidKeyUsageException",
          "You cannot use the " + algorithm + " algorithm with a symmetric key.",
          400);
    }
  }

  private static int size(@Nullable DataKeySpec spec, @Nullable Integer bytes) {
    Constraints.withValues()
        .range("numberOfBytes", bytes, 1, LONGEST_DATA_KEY)
        .orThrow(AwsErrors::validation);
    if ((spec == null) == (bytes == null)) {
      throw AwsErrors.validation("Please specify either number of bytes or key spec.");
    }
    return spec == null ? Objects.requireNonNull(bytes) : size(spec);
  }

  private static int size(DataKeySpec spec) {
    return switch (spec) {
      case AES_128 -> AES_128;
      case AES_256 -> AES_256;
      case UNKNOWN_TO_SDK_VERSION ->
          throw AwsErrors.validation(
              "1 validation error detected: Value at 'keySpec' failed to satisfy constraint:"
                  + " Member must satisfy enum value set: [AES_256, AES_128]");
    };
  }

  private byte[] random(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] bytes(String member, @Nullable SdkBytes value, int longest) {
    Constraints.withoutValues().notNull(member, value).orThrow(AwsErrors::validation);
    byte[] bytes = value == null ? new byte[0] : value.asByteArray();
    if (bytes.length < 1 || bytes.length > longest) {
      String relation =
          bytes.length < 1 ? "greater than or equal to 1" : "less than or equal to " + longest;
      throw AwsErrors.validation(
          "1 validation error detected: Value at '"
              + member
              + "' failed to satisfy constraint: Member must have length "
              + relation);
    }
    return bytes;
  }

  private SdkBytes seal(KeyMetadata key, byte[] plaintext, Map<String, String> context) {
    NavigableMap<String, GenerateRandomResponse> material =
        KmsFiles.of(files.material(), key.keyId());
    byte[] secret = material.lastEntry().getValue().plaintext().asByteArray();
    return SdkBytes.fromByteArray(
        Ciphertext.encrypt(key.keyId(), material.size(), secret, plaintext, context));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Opened(KeyMetadata key, byte[] plaintext) {}

  private Opened open(
      @Nullable SdkBytes blob, @Nullable String expectedKey, Map<String, String> context) {
    Ciphertext ciphertext = Ciphertext.parse(bytes("ciphertextBlob", blob, LONGEST_CIPHERTEXT));
    KeyMetadata key =
        files.keys().find(ciphertext.keyId()).orElseThrow(KmsErrors::invalidCiphertext);
    if (expectedKey != null && !lookup.find(expectedKey).keyId().equals(key.keyId())) {
      throw KmsErrors.incorrectKey();
    }
    KeyLookup.requireUsable(lookup.find(key.keyId()));
    byte[] secret =
        files
            .material()
            .find(KmsFiles.materialKey(key.keyId(), ciphertext.version()))
            .orElseThrow(KmsErrors::invalidCiphertext)
            .plaintext()
            .asByteArray();
    return new Opened(key, ciphertext.decrypt(secret, context));
  }
}
