package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.CatalogRepository;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.TableEntry;
import dev.tarn.catalog.search.SearchText;
import dev.tarn.catalog.search.TableFilter;
import dev.tarn.catalog.search.TableOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.glue.model.PropertyPredicate;
import software.amazon.awssdk.services.glue.model.ResourceShareType;
import software.amazon.awssdk.services.glue.model.SearchTablesRequest;
import software.amazon.awssdk.services.glue.model.SearchTablesResponse;
import software.amazon.awssdk.services.glue.model.Table;

/** Searching tables by text and by their properties. */
public final class SearchOperations {
  private static final String LISTING = "SearchTables";
  private static final int PLACE_PARTS = 3;

  private final Catalogs catalogs;

  public SearchOperations(Catalogs catalogs) {
    this.catalogs = catalogs;
  }

  public SearchTablesResponse searchTables(SearchTablesRequest request) {
    Rules rules =
        Rules.check()
            .optionalName("catalogId", request.catalogId())
            .size("sortCriteria", request.sortCriteria(), 0, 1)
            .page(request.maxResults(), Rules.LARGEST_PAGE);
    rules.constraints().length("searchText", request.searchText(), 0, 1024);
    rules.orThrow();
    CatalogRepository catalog = catalogs.require(request.catalogId());
    Predicate<Table> matches = SearchText.of(request.searchText());
    for (PropertyPredicate filter : request.filters()) {
      matches = matches.and(TableFilter.of(filter));
    }
    if (request.resourceShareType() == ResourceShareType.FOREIGN) {
      // No other account shares anything with this one.
      matches = table -> false;
    }
    Page<Table> page = page(catalog, request, matches);
    return SearchTablesResponse.builder()
        .tableList(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  private static Page<Table> page(
      CatalogRepository catalog, SearchTablesRequest request, Predicate<Table> matches) {
    TableOrder order = TableOrder.of(request.sortCriteria());
    Comparator<List<String>> places = order.comparator();
    Optional<List<String>> after = PageToken.decode(LISTING, request.nextToken());
    if (after.isPresent() && after.get().size() != PLACE_PARTS) {
      throw PageToken.invalid();
    }
    List<Table> found =
        catalog.databases().values().stream()
            .flatMap(database -> database.tables().values().stream())
            .map(TableEntry::table)
            .filter(matches)
            .filter(table -> after.isEmpty() || places.compare(order.place(table), after.get()) > 0)
            .sorted(Comparator.comparing(order::place, places))
            .toList();
    return Page.of(
        LISTING,
        found.iterator(),
        table -> true,
        Page.size(request.maxResults(), Rules.LARGEST_NAME_PAGE),
        order::place);
  }
}
