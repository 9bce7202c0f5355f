package dev.tarn.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The generated data: the same at every run, small enough to check by hand. */
final class DemoLake {
  static final int EVENT_DAYS = 7;
  static final int EVENTS_PER_DAY = 144;
  static final int DEVICES = 12;

  private static final List<String> COUNTRIES = List.of("AT", "CH", "DE", "NP");
  private static final List<String> SEGMENTS = List.of("home", "business", "research");
  private static final List<String> NAMES =
      List.of("Ada", "Bela", "Chen", "Dora", "Emre", "Fatima", "Goran", "Hana", "Ivo", "Juna");
  private static final List<String> STATES = List.of("shipped", "shipped", "open", "returned");
  private static final int CUSTOMERS = 40;
  private static final int ORDERS = 600;

  /** One line of the CSV file. */
  record Customer(int id, String name, String country, String segment) {}

  /** One line of a JSON lines file. */
  record Order(int id, int customerId, String state, int cents) {}

  List<Customer> customers() {
    List<Customer> customers = new ArrayList<>();
    for (int id = 1; id <= CUSTOMERS; id++) {
      customers.add(
          new Customer(
              id,
              NAMES.get(id % NAMES.size()) + " " + id,
              COUNTRIES.get(id * 7 % COUNTRIES.size()),
              SEGMENTS.get(id % SEGMENTS.size())));
    }
    return customers;
  }

  List<Order> orders() {
    List<Order> orders = new ArrayList<>();
    for (int id = 1; id <= ORDERS; id++) {
      orders.add(
          new Order(
              id, 1 + id * 13 % CUSTOMERS, STATES.get(id % STATES.size()), 500 + id * 37 % 9_500));
    }
    return orders;
  }

  /** The customers as a CSV file with a header line. */
  String customersCsv() {
    StringBuilder csv = new StringBuilder("id,name,country,segment\n");
    for (Customer customer : customers()) {
      csv.append(customer.id())
          .append(',')
          .append(customer.name())
          .append(',')
          .append(customer.country())
          .append(',')
          .append(customer.segment())
          .append('\n');
    }
    return csv.toString();
  }

  /** The orders whose id is odd or even, as JSON lines. */
  String ordersJson(boolean odd) {
    StringBuilder lines = new StringBuilder();
    for (Order order : orders()) {
      if (order.id() % 2 == (odd ? 1 : 0)) {
        lines.append(
            String.format(
                Locale.ROOT,
                "{\"order_id\":%d,\"customer_id\":%d,\"state\":\"%s\",\"cents\":%d}%n",
                order.id(),
                order.customerId(),
                order.state(),
                order.cents()));
      }
    }
    return lines.toString();
  }
}
