package dev.tarn.catalog.repository;

import dev.tarn.protocol.AwsAccount;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.AccessDeniedException;

/** Every catalog of the account; the one named like the account is there always. */
public final class Catalogs {
  private final AwsAccount account;
  private final CatalogRepository root;

  public Catalogs(AwsAccount account, CatalogRepository root) {
    this.account = account;
    this.root = root;
  }

  /** The catalog of the id, which is the account's own when absent. */
  public CatalogRepository require(@Nullable String catalogId) {
    if (catalogId == null || catalogId.equals(account.accountId())) {
      return root;
    }
    if (isAccountId(catalogId)) {
      throw AccessDeniedException.builder()
          .message(
              "Catalog "
                  + catalogId
                  + " is another account's; the account here is "
                  + account.accountId())
          .build();
    }
    throw CatalogErrors.notFound("Catalog " + catalogId + " not found.");
  }

  private static boolean isAccountId(String catalogId) {
    return catalogId.length() == 12 && catalogId.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
