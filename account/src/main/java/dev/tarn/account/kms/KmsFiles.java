package dev.tarn.account.kms;

import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.entity.EntityFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;

/**
 * Everything of KMS, each kind in a folder of its own. A key is there when its metadata is.
 *
 * @param keys by id, as policies, rotations and tags are
 * @param material 32 secret bytes each, by key id and version; the last version encrypts
 * @param aliases by name, with {@code alias/}
 * @param grants by key id and grant id
 */
record KmsFiles(
    EntityFiles<KeyMetadata> keys,
    EntityFiles<GenerateRandomResponse> material,
    EntityFiles<AliasListEntry> aliases,
    EntityFiles<GetKeyPolicyResponse> policies,
    EntityFiles<GetKeyRotationStatusResponse> rotations,
    EntityFiles<ListResourceTagsResponse> tags,
    EntityFiles<GrantListEntry> grants) {
  static KmsFiles open(Path directory, AtomicFiles files) throws IOException {
    return new KmsFiles(
        EntityFiles.open(directory.resolve("keys"), KeyMetadata.class, files),
        EntityFiles.open(directory.resolve("material"), GenerateRandomResponse.class, files),
        EntityFiles.open(directory.resolve("aliases"), AliasListEntry.class, files),
        EntityFiles.open(directory.resolve("policies"), GetKeyPolicyResponse.class, files),
        EntityFiles.open(directory.resolve("rotations"), GetKeyRotationStatusResponse.class, files),
        EntityFiles.open(directory.resolve("tags"), ListResourceTagsResponse.class, files),
        EntityFiles.open(directory.resolve("grants"), GrantListEntry.class, files));
  }

  /** What is kept for a key under its id and something more. */
  static <T extends SdkPojo> NavigableMap<String, T> of(EntityFiles<T> files, String keyId) {
    String prefix = keyId + "/";
    return files.all().subMap(prefix, true, prefix + Character.MAX_VALUE, false);
  }

  /** Adds secret bytes, which from now on encrypt. */
  void addMaterial(String keyId, byte[] secret) {
    int version = of(material, keyId).size() + 1;
    material.put(
        materialKey(keyId, version),
        GenerateRandomResponse.builder().plaintext(SdkBytes.fromByteArray(secret)).build());
  }

  static String materialKey(String keyId, int version) {
    return keyId + "/" + String.format(Locale.ROOT, "%06d", version);
  }

  /** Forgets a key and all that belongs to it. */
  void delete(String keyId) {
    keys.remove(keyId);
    policies.remove(keyId);
    rotations.remove(keyId);
    tags.remove(keyId);
    List.copyOf(of(grants, keyId).keySet()).forEach(grants::remove);
    List.copyOf(of(material, keyId).keySet()).forEach(material::remove);
    aliases.all().values().stream()
        .filter(alias -> keyId.equals(alias.targetKeyId()))
        .map(AliasListEntry::aliasName)
        .toList()
        .forEach(aliases::remove);
  }
}
