// Tables as people, programs and papers read them.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "models/judging/table.h"

namespace judging {

// The shortest text that gives the same number again.
static std::string exact(double number) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, number).ptr};
}

static std::string rounded(double number, int digits) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, number);
  return text;
}

// Letters, not bytes.
static std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Columns of equal width, names to the left, numbers to the right.
static std::string aligned(const std::vector<std::vector<std::string>>& lines, std::size_t names) {
  std::vector<std::size_t> widths(lines.front().size());
  for (const auto& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width(line[i]));
  std::string text;
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string room(widths[i] - width(line[i]), ' ');
      text += (i == 0 ? "" : "  ") + (i < names ? line[i] + room : room + line[i]);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  }
  return text;
}

static bool hasSpeakers(const Table& table) {
  return std::ranges::any_of(table.rows, [](const Table::Row& row) { return !row.speaker.empty(); });
}

std::string toText(const Table& table) {
  std::vector<std::vector<std::string>> lines(1);
  if (hasSpeakers(table)) lines[0].push_back("Speaker");
  lines[0].insert(lines[0].end(), {"System", "Clips"});
  for (const Measure& measure : table.columns)
    if (measure.isShown) lines[0].push_back(measure.title);
  for (const Table::Row& row : table.rows) {
    std::vector<std::string>& line = lines.emplace_back();
    if (hasSpeakers(table)) line.push_back(row.speaker);
    line.push_back(row.system);
    line.push_back(std::to_string(row.clips));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Measure& measure = table.columns[i];
      if (!measure.isShown) continue;
      const auto& value = row.values[i];
      if (!value) {
        line.emplace_back("-");
        continue;
      }
      line.push_back(rounded(value->mean * measure.scale, measure.digits));
      if (value->error) line.back() += " ±" + rounded(*value->error * measure.scale, measure.digits);
    }
  }
  return aligned(lines, hasSpeakers(table) ? 2 : 1);
}

std::string csvField(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

static std::string csvLine(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) line += (&field == fields.data() ? "" : ",") + csvField(field);
  return line + '\n';
}

std::string toCsv(const Table& table) {
  std::vector<std::string> head{"system"};
  if (hasSpeakers(table)) head.emplace_back("speaker");
  head.insert(head.end(), {"clips", "missing"});
  for (const Measure& measure : table.columns) head.insert(head.end(), {measure.key, measure.key + " error"});
  std::string text = csvLine(head);
  for (const Table::Row& row : table.rows) {
    std::vector<std::string> line{row.system};
    if (hasSpeakers(table)) line.push_back(row.speaker);
    line.insert(line.end(), {std::to_string(row.clips), std::to_string(row.missing)});
    for (const auto& value : row.values) {
      line.push_back(value ? exact(value->mean) : "");
      line.push_back(value && value->error ? exact(*value->error) : "");
    }
    text += csvLine(line);
  }
  return text;
}

std::string toCsv(const std::vector<Result>& results, const std::vector<Measure>& measures) {
  std::set<std::string> readers;
  for (const Result& r : results)
    for (const auto& [reader, text] : r.read) readers.insert(reader);
  std::vector<std::string> head{"clip", "speaker", "system"};
  for (const Measure& measure : measures) head.push_back(measure.key);
  head.insert(head.end(), {"speech", "said"});
  for (const std::string& reader : readers) head.push_back("read:" + reader);
  head.emplace_back("missing");
  std::string text = csvLine(head);
  for (const Result& r : results) {
    std::vector<std::string> line{r.clip, r.speaker, r.system};
    for (const Measure& measure : measures) {
      const auto score = r.scores.find(measure.key);
      line.push_back(score == r.scores.end() ? "" : exact(score->second.value()));
    }
    line.insert(line.end(), {r.speechOf, r.said});
    for (const std::string& reader : readers) {
      const auto read = r.read.find(reader);
      line.push_back(read == r.read.end() ? "" : read->second);
    }
    line.push_back(r.missing);
    text += csvLine(line);
  }
  return text;
}

std::string latexText(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\textbackslash{}";
    else if (c == '~')
      out += "\\textasciitilde{}";
    else if (c == '^')
      out += "\\textasciicircum{}";
    else
      out += std::string_view("&%$#_{}").find(c) == std::string_view::npos ? std::string(1, c)
                                                                           : std::string("\\") + c;
  }
  return out;
}

// The mean of a column that no made row surpasses.
static std::optional<double> bestOf(const Table& table, std::size_t column) {
  std::optional<double> best;
  for (const Table::Row& row : table.rows) {
    const auto& value = row.values[column];
    if (row.isReal || !value) continue;
    const Measure& measure = table.columns[column];
    if (!best || badness(measure, value->mean) < badness(measure, *best)) best = value->mean;
  }
  return best;
}

static std::string latexValue(const Measure& measure, const Summary& value, bool isBest) {
  const std::string mean = rounded(value.mean * measure.scale, measure.digits);
  std::string text = isBest ? "\\textbf{" + mean + "}" : mean;
  if (value.error)
    text += " {\\scriptsize $\\pm$" + rounded(*value.error * measure.scale, measure.digits) + "}";
  return text;
}

static std::string arrow(Measure::Best best) {
  switch (best) {
    case Measure::Best::high:
      return " $\\uparrow$";
    case Measure::Best::low:
      return " $\\downarrow$";
    case Measure::Best::one:
      return " $\\rightarrow 1$";
    case Measure::Best::zero:
      return " $\\rightarrow 0$";
  }
  return {};
}

std::string toLatex(const Table& table, const std::string& caption) {
  std::string columns = hasSpeakers(table) ? "ll" : "l", head = hasSpeakers(table) ? "Speaker & " : "";
  head += "Method";
  for (const Measure& measure : table.columns) {
    if (!measure.isShown) continue;
    columns += 'r';
    head += " & " + latexText(measure.title) + arrow(measure.best);
  }
  std::string text =
      "% " + caption + "\n\\begin{tabular}{" + columns + "}\n\\hline\n" + head + " \\\\\n\\hline\n";
  for (const Table::Row& row : table.rows) {
    text += hasSpeakers(table) ? latexText(row.speaker) + " & " : "";
    text += latexText(row.system);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (!table.columns[i].isShown) continue;
      const auto& value = row.values[i];
      const bool isBest = value && !row.isReal && !hasSpeakers(table) && bestOf(table, i) == value->mean;
      text += " & " + (value ? latexValue(table.columns[i], *value, isBest) : "--");
    }
    text += " \\\\\n";
  }
  return text + "\\hline\n\\end{tabular}\n";
}

}  // namespace judging
