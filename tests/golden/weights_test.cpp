// The formula of the reference weights, against the sums that the reference wrote down.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/golden/golden.h"
#include "tests/support/formula_weights.h"

namespace {

struct Row {
  std::string name;
  std::vector<std::int64_t> shape;
  double first = 0, last = 0, sum = 0;
};

std::vector<Row> rows(const std::string& file) {
  std::ifstream in(golden::file(file));
  std::vector<Row> all;
  std::string line;
  for (std::getline(in, line); std::getline(in, line);) {
    std::istringstream fields(line);
    std::string cell;
    std::vector<std::string> cells;
    while (std::getline(fields, cell, ',')) cells.push_back(cell);
    Row row{cells[0], {}, std::stod(cells[3]), std::stod(cells[4]), std::stod(cells[5])};
    std::istringstream edges(cells[1] == "scalar" ? "" : cells[1]);
    while (std::getline(edges, cell, 'x')) row.shape.push_back(std::stoll(cell));
    all.push_back(std::move(row));
  }
  return all;
}

TEST(FormulaWeights, EqualTheReferenceList) {
  const std::vector<Row> all = rows("weights_check.csv");
  ASSERT_EQ(all.size(), 609U);
  for (const Row& row : all) {
    if (row.name.find("num_batches_tracked") != std::string::npos) continue;
    const std::vector<float> values = test_support::formulaValues(row.name, row.shape, golden::xorConstant());
    double sum = 0;
    for (const float v : values) sum += static_cast<double>(v);
    EXPECT_NEAR(values.front(), row.first, 1e-8) << row.name;
    EXPECT_NEAR(values.back(), row.last, 1e-8) << row.name;
    EXPECT_NEAR(sum, row.sum, 1e-6 * std::max(1.0, std::abs(row.sum))) << row.name;
  }
}

}  // namespace
