package dev.tarn.account.kms;

import dev.tarn.account.request.SerialWrites;
import dev.tarn.account.request.UniqueIds;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.OperationTable;
import dev.tarn.protocol.ServiceModel;
import dev.tarn.storage.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;

/** The KMS service. */
public final class Kms {
  private static final String TARGET_PREFIX = "TrentService";

  private Kms() {}

  /** The operations on what is below the directory. */
  public static OperationTable open(
      Path directory, AtomicFiles atomicFiles, AwsAccount account, UniqueIds ids, Clock clock)
      throws IOException {
    KmsFiles files = KmsFiles.open(directory, atomicFiles);
    NewKeys newKeys = new NewKeys(files, account, ids, clock);
    AwsManagedKeys ofAws = new AwsManagedKeys(files, newKeys, clock);
    KeyLookup lookup = new KeyLookup(files, account, ofAws, clock);
    SerialWrites writes = new SerialWrites();
    var keys = new KeyOperations(files, lookup, newKeys, clock);
    var settings = new KeySettingOperations(files, lookup, newKeys, clock);
    var aliases = new AliasOperations(files, lookup, clock);
    var grants = new GrantOperations(files, lookup, account, ids, clock);
    var crypto = new CryptoOperations(files, lookup);
    return OperationTable.builder(ServiceModel.of(KmsClient.class, "Kms", TARGET_PREFIX))
        .add(CreateKeyRequest.class, writes.alone(keys::create))
        .add(DescribeKeyRequest.class, keys::describe)
        .add(ListKeysRequest.class, keys::list)
        .add(EnableKeyRequest.class, writes.alone(keys::enable))
        .add(DisableKeyRequest.class, writes.alone(keys::disable))
        .add(ScheduleKeyDeletionRequest.class, writes.alone(keys::scheduleDeletion))
        .add(CancelKeyDeletionRequest.class, writes.alone(keys::cancelDeletion))
        .add(UpdateKeyDescriptionRequest.class, writes.alone(keys::updateDescription))
        .add(GetKeyPolicyRequest.class, settings::getPolicy)
        .add(PutKeyPolicyRequest.class, writes.alone(settings::putPolicy))
        .add(ListKeyPoliciesRequest.class, settings::listPolicies)
        .add(EnableKeyRotationRequest.class, writes.alone(settings::enableRotation))
        .add(DisableKeyRotationRequest.class, writes.alone(settings::disableRotation))
        .add(GetKeyRotationStatusRequest.class, settings::rotationStatus)
        .add(RotateKeyOnDemandRequest.class, writes.alone(settings::rotate))
        .add(TagResourceRequest.class, writes.alone(settings::tag))
        .add(UntagResourceRequest.class, writes.alone(settings::untag))
        .add(ListResourceTagsRequest.class, settings::listTags)
        .add(CreateAliasRequest.class, writes.alone(aliases::create))
        .add(UpdateAliasRequest.class, writes.alone(aliases::update))
        .add(DeleteAliasRequest.class, writes.alone(aliases::delete))
        .add(ListAliasesRequest.class, aliases::list)
        .add(CreateGrantRequest.class, writes.alone(grants::create))
        .add(ListGrantsRequest.class, grants::list)
        .add(RevokeGrantRequest.class, writes.alone(grants::revoke))
        .add(RetireGrantRequest.class, writes.alone(grants::retire))
        .add(EncryptRequest.class, crypto::encrypt)
        .add(DecryptRequest.class, crypto::decrypt)
        .add(ReEncryptRequest.class, crypto::reEncrypt)
        .add(GenerateDataKeyRequest.class, crypto::generateDataKey)
        .add(GenerateDataKeyWithoutPlaintextRequest.class, crypto::generateDataKeyWithoutPlaintext)
        .add(GenerateRandomRequest.class, crypto::generateRandom)
        .build();
  }
}
