package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.protocol.AwsAccount;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.glue.model.Catalog;
import software.amazon.awssdk.services.glue.model.GetCatalogRequest;
import software.amazon.awssdk.services.glue.model.GetCatalogResponse;
import software.amazon.awssdk.services.glue.model.GetCatalogsRequest;
import software.amazon.awssdk.services.glue.model.GetCatalogsResponse;

/** The account's own catalog, which has no catalogs below it. */
public final class CatalogOperations {
  private final Catalogs catalogs;
  private final AwsAccount account;

  public CatalogOperations(Catalogs catalogs, AwsAccount account) {
    this.catalogs = catalogs;
    this.account = account;
  }

  public GetCatalogResponse getCatalog(GetCatalogRequest request) {
    Rules.check().name("catalogId", request.catalogId()).orThrow();
    catalogs.require(request.catalogId());
    return GetCatalogResponse.builder().catalog(root()).build();
  }

  private Catalog root() {
    return Catalog.builder()
        .catalogId(account.accountId())
        .name(account.accountId())
        .resourceArn(account.arn("glue", "catalog"))
        .parameters(Map.of())
        .createTableDefaultPermissions(DefaultPermissions.OF_TABLES)
        .createDatabaseDefaultPermissions(DefaultPermissions.OF_TABLES)
        .build();
  }

  public GetCatalogsResponse getCatalogs(GetCatalogsRequest request) {
    Rules.check()
        .optionalName("parentCatalogId", request.parentCatalogId())
        .page(request.maxResults(), Rules.LARGEST_PAGE)
        .orThrow();
    catalogs.require(request.parentCatalogId());
    boolean includeRoot = Boolean.TRUE.equals(request.includeRoot());
    return GetCatalogsResponse.builder()
        .catalogList(includeRoot ? List.of(root()) : List.of())
        .build();
  }
}
