package dev.tarn.account;

import static dev.tarn.account.AccountFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.Tag;

class KmsTest {
  private static final SdkBytes SECRET = SdkBytes.fromUtf8String("the secret");
  private static final Map<String, String> CONTEXT = Map.of("table", "orders", "a", "b");

  @TempDir Path directory;
  private AccountFixture account;
  private KmsClient kms;
  private KeyMetadata key;

  @BeforeEach
  void open() {
    account = new AccountFixture(directory);
    kms = account.kms();
    key = kms.createKey(r -> r.description("lake")).keyMetadata();
  }

  private void reopen() {
    account.reopen();
    kms = account.kms();
  }

  private SdkBytes encrypt(String keyId) {
    return kms.encrypt(r -> r.keyId(keyId).plaintext(SECRET).encryptionContext(CONTEXT))
        .ciphertextBlob();
  }

  private DecryptResponse decrypt(SdkBytes blob) {
    return kms.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(CONTEXT));
  }

  private void decryptionIsInvalid(SdkBytes blob) {
    refused(400, "InvalidCiphertextException", () -> decrypt(blob));
  }

  @Test
  void whatIsEncryptedIsDecryptedAfterARestart() {
    SdkBytes blob = encrypt(key.keyId());
    reopen();
    DecryptResponse decrypted = decrypt(blob);
    assertThat(decrypted.plaintext()).isEqualTo(SECRET);
    assertThat(decrypted.keyId()).isEqualTo(key.arn());
    assertThat(new String(blob.asByteArray(), StandardCharsets.ISO_8859_1))
        .doesNotContain(SECRET.asUtf8String());
    assertThat(encrypt(key.keyId())).isNotEqualTo(encrypt(key.keyId()));
  }

  @Test
  void anotherContextIsInvalid() {
    SdkBytes blob = encrypt(key.keyId());
    refused(400, "InvalidCiphertextException", () -> kms.decrypt(r -> r.ciphertextBlob(blob)));
    refused(
        400,
        "InvalidCiphertextException",
        () ->
            kms.decrypt(r ->
                r.ciphertextBlob(blob).encryptionContext(Map.of("table", "ordersa", "", "b"))));
  }

  @Test
  void aChangedByteAnywhereIsInvalid() {
    byte[] blob = encrypt(key.keyId()).asByteArray();
    Random random = new Random(7);
    for (int i = 0; i < blob.length; i++) {
      byte[] changed = blob.clone();
      changed[i] ^= (byte) (1 << random.nextInt(8));
      decryptionIsInvalid(SdkBytes.fromByteArray(changed));
    }
    decryptionIsInvalid(SdkBytes.fromByteArray(Arrays.copyOf(blob, 20)));
    decryptionIsInvalid(SdkBytes.fromUtf8String("not ours at all, whatever it may be"));
  }

  @Test
  void theExpectedKeyMustBeTheOne() {
    SdkBytes blob = encrypt(key.keyId());
    String other = kms.createKey().keyMetadata().keyId();
    refused(
        400,
        "IncorrectKeyException",
        () -> kms.decrypt(r -> r.ciphertextBlob(blob).keyId(other).encryptionContext(CONTEXT)));
  }

  @Test
  void aKeyHasFourNames() {
    kms.createAlias(r -> r.aliasName("alias/lake").targetKeyId(key.keyId()));
    for (String name :
        new String[] {
          key.keyId(), key.arn(), "alias/lake", "arn:aws:kms:us-east-1:000000000000:alias/lake"
        }) {
      assertThat(kms.describeKey(r -> r.keyId(name)).keyMetadata()).isEqualTo(key);
      assertThat(decrypt(encrypt(name)).keyId()).isEqualTo(key.arn());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense,Invalid keyId 'nonsense'",
    "alias/none,Alias arn:aws:kms:us-east-1:000000000000:alias/none is not found.",
    "00000000-0000-4000-8000-000000000000,Key"
        + " 'arn:aws:kms:us-east-1:000000000000:key/00000000-0000-4000-8000-000000000000' does not"
        + " exist"
  })
  void unknownKeysAreNamed(String name, String message) {
    refused(400, "NotFoundException", message, () -> kms.describeKey(r -> r.keyId(name)));
  }

  @Test
  void aDisabledKeyDoesNothing() {
    SdkBytes blob = encrypt(key.keyId());
    kms.disableKey(r -> r.keyId(key.keyId()));
    reopen();
    refused(400, "DisabledException", key.arn() + " is disabled.", () -> encrypt(key.keyId()));
    refused(400, "DisabledException", () -> decrypt(blob));
    refused(400, "DisabledException", () -> kms.enableKeyRotation(r -> r.keyId(key.keyId())));
    kms.enableKey(r -> r.keyId(key.keyId()));
    assertThat(decrypt(blob).plaintext()).isEqualTo(SECRET);
  }

  @Test
  void aKeyIsDeletedWhenItsTimeHasCome() {
    SdkBytes blob = encrypt(key.keyId());
    kms.createAlias(r -> r.aliasName("alias/lake").targetKeyId(key.keyId()));
    refused(
        400,
        "ValidationException",
        () -> kms.scheduleKeyDeletion(r -> r.keyId(key.keyId()).pendingWindowInDays(6)));
    kms.scheduleKeyDeletion(r -> r.keyId(key.keyId()).pendingWindowInDays(7));
    String pending = key.arn() + " is pending deletion.";
    refused(400, "KMSInvalidStateException", pending, () -> encrypt(key.keyId()));
    refused(400, "KMSInvalidStateException", pending, () -> decrypt(blob));
    refused(
        400,
        "KMSInvalidStateException",
        pending,
        () -> kms.scheduleKeyDeletion(r -> r.keyId(key.keyId())));

    kms.cancelKeyDeletion(r -> r.keyId(key.keyId()));
    assertThat(kms.describeKey(r -> r.keyId(key.keyId())).keyMetadata().keyState())
        .isEqualTo(KeyState.DISABLED);
    kms.scheduleKeyDeletion(r -> r.keyId(key.keyId()).pendingWindowInDays(7));
    account.clock.forward(Duration.ofDays(7));
    assertThat(kms.listKeys().keys()).isEmpty();
    refused(400, "NotFoundException", () -> kms.describeKey(r -> r.keyId(key.keyId())));
    assertThat(kms.listAliases().aliases()).isEmpty();
    reopen();
    decryptionIsInvalid(blob);
  }

  @Test
  void aliasesMove() {
    String other = kms.createKey().keyMetadata().keyId();
    kms.createAlias(r -> r.aliasName("alias/lake").targetKeyId(key.keyId()));
    refused(
        400,
        "AlreadyExistsException",
        "An alias with the name arn:aws:kms:us-east-1:000000000000:alias/lake already exists",
        () -> kms.createAlias(r -> r.aliasName("alias/lake").targetKeyId(other)));
    kms.updateAlias(r -> r.aliasName("alias/lake").targetKeyId(other));
    reopen();
    assertThat(kms.listAliases(r -> r.keyId(other)).aliases())
        .extracting(AliasListEntry::aliasName)
        .containsExactly("alias/lake");
    assertThat(kms.listAliases(r -> r.keyId(key.keyId())).aliases()).isEmpty();
    kms.deleteAlias(r -> r.aliasName("alias/lake"));
    refused(400, "NotFoundException", () -> kms.deleteAlias(r -> r.aliasName("alias/lake")));
    refused(
        400,
        "ValidationException",
        () -> kms.createAlias(r -> r.aliasName("lake").targetKeyId(other)));
    refused(
        400,
        "NotAuthorizedException",
        () -> kms.createAlias(r -> r.aliasName("alias/aws/x").targetKeyId(other)));
  }

  @Test
  void theKeyOfAServiceIsMadeWhenItIsNamed() {
    KeyMetadata ofS3 = kms.describeKey(r -> r.keyId("alias/aws/s3")).keyMetadata();
    reopen();
    assertThat(ofS3.keyManager()).isEqualTo(KeyManagerType.AWS);
    assertThat(kms.describeKey(r -> r.keyId("alias/aws/s3")).keyMetadata()).isEqualTo(ofS3);
    assertThat(decrypt(encrypt("alias/aws/s3")).keyId()).isEqualTo(ofS3.arn());
  }

  @Test
  void newMaterialKeepsTheOld() {
    SdkBytes before = encrypt(key.keyId());
    kms.rotateKeyOnDemand(r -> r.keyId(key.keyId()));
    SdkBytes after = encrypt(key.keyId());
    reopen();
    assertThat(decrypt(before).plaintext()).isEqualTo(SECRET);
    assertThat(decrypt(after).plaintext()).isEqualTo(SECRET);
  }

  @Test
  void rotationIsAFlag() {
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key.keyId())).keyRotationEnabled()).isFalse();
    kms.enableKeyRotation(r -> r.keyId(key.keyId()));
    reopen();
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key.keyId())).rotationPeriodInDays())
        .isEqualTo(365);
    kms.disableKeyRotation(r -> r.keyId(key.keyId()));
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key.keyId())).keyRotationEnabled()).isFalse();
  }

  @Test
  void policiesAndTagsAreReadBack() {
    assertThat(kms.getKeyPolicy(r -> r.keyId(key.keyId())).policy())
        .contains("arn:aws:iam::000000000000:root");
    kms.putKeyPolicy(r -> r.keyId(key.keyId()).policy("{\"Statement\": []}"));
    kms.tagResource(
        r -> r.keyId(key.keyId()).tags(Tag.builder().tagKey("a").tagValue("1").build()));
    reopen();
    assertThat(kms.getKeyPolicy(r -> r.keyId(key.keyId())).policy())
        .isEqualTo("{\"Statement\": []}");
    assertThat(kms.listResourceTags(r -> r.keyId(key.keyId())).tags())
        .containsExactly(Tag.builder().tagKey("a").tagValue("1").build());
    refused(
        400,
        "MalformedPolicyDocumentException",
        () -> kms.putKeyPolicy(r -> r.keyId(key.keyId()).policy("no json")));
  }

  @Test
  void dataKeysComeSealedToo() {
    GenerateDataKeyResponse made =
        kms.generateDataKey(
            r -> r.keyId(key.keyId()).keySpec("AES_256").encryptionContext(CONTEXT));
    assertThat(made.plaintext().asByteArray()).hasSize(32);
    assertThat(decrypt(made.ciphertextBlob()).plaintext()).isEqualTo(made.plaintext());
    SdkBytes sealed =
        kms.generateDataKeyWithoutPlaintext(
                r -> r.keyId(key.keyId()).numberOfBytes(17).encryptionContext(CONTEXT))
            .ciphertextBlob();
    assertThat(decrypt(sealed).plaintext().asByteArray()).hasSize(17);
    refused(
        400,
        "ValidationException",
        "Please specify either number of bytes or key spec.",
        () -> kms.generateDataKey(r -> r.keyId(key.keyId())));
  }

  @Test
  void reEncryptionChangesKeyAndContext() {
    SdkBytes blob = encrypt(key.keyId());
    String other = kms.createKey().keyMetadata().arn();
    SdkBytes again =
        kms.reEncrypt(r ->
                r.ciphertextBlob(blob)
                    .sourceEncryptionContext(CONTEXT)
                    .destinationKeyId(other)
                    .destinationEncryptionContext(Map.of("x", "y")))
            .ciphertextBlob();
    DecryptResponse opened =
        kms.decrypt(r -> r.ciphertextBlob(again).encryptionContext(Map.of("x", "y")));
    assertThat(opened.plaintext()).isEqualTo(SECRET);
    assertThat(opened.keyId()).isEqualTo(other);
  }

  @Test
  void plaintextIsBounded() {
    refused(
        400,
        "ValidationException",
        () ->
            kms.encrypt(
                r -> r.keyId(key.keyId()).plaintext(SdkBytes.fromByteArray(new byte[4097]))));
    refused(
        400,
        "ValidationException",
        () ->
            kms.encrypt(r -> r.keyId(key.keyId()).plaintext(SdkBytes.fromByteArray(new byte[0]))));
  }

  @Test
  void grantsAreReadBack() {
    String id =
        kms.createGrant(r ->
                r.keyId(key.keyId())
                    .granteePrincipal("arn:aws:iam::000000000000:role/r")
                    .operationsWithStrings("Decrypt"))
            .grantId();
    reopen();
    assertThat(kms.listGrants(r -> r.keyId(key.keyId())).grants())
        .singleElement()
        .satisfies(grant -> assertThat(grant.grantId()).isEqualTo(id));
    kms.revokeGrant(r -> r.keyId(key.keyId()).grantId(id));
    assertThat(kms.listGrants(r -> r.keyId(key.keyId())).grants()).isEmpty();
  }

  @Test
  void otherKindsOfKeysAreRefusedByName() {
    assertThat(
            refused(
                    400,
                    "NotImplementedException",
                    () -> kms.createKey(r -> r.keySpec("RSA_2048").keyUsage("SIGN_VERIFY")))
                .getMessage())
        .contains("RSA_2048");
  }
}
