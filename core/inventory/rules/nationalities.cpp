#include "core/inventory/rules/places.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

constexpr Place nationalityTable[] = {
    {"AE"_L1, "Emirati"},
    {"AR"_L1, "Argentinian|Argentine"},
    {"AT"_L1, "Austrian"},
    {"AU"_L1, "Australian"},
    {"BD"_L1, "Bangladeshi"},
    {"BE"_L1, "Belgian"},
    {"BG"_L1, "Bulgarian"},
    {"BR"_L1, "Brazilian"},
    {"CA"_L1, "Canadian"},
    {"CH"_L1, "Swiss"},
    {"CL"_L1, "Chilean"},
    {"CN"_L1, "Chinese"},
    {"CO"_L1, "Colombian"},
    {"CY"_L1, "Cypriot"},
    {"CZ"_L1, "Czech"},
    {"DE"_L1, "German"},
    {"DK"_L1, "Danish"},
    {"EE"_L1, "Estonian"},
    {"EG"_L1, "Egyptian"},
    {"ES"_L1, "Spanish"},
    {"FI"_L1, "Finnish"},
    {"FR"_L1, "French"},
    {"GB"_L1, "British"},
    {"GR"_L1, "Greek"},
    {"HR"_L1, "Croatian"},
    {"HU"_L1, "Hungarian"},
    {"ID"_L1, "Indonesian"},
    {"IE"_L1, "Irish"},
    {"IL"_L1, "Israeli"},
    {"IN"_L1, "Indian"},
    {"IS"_L1, "Icelandic"},
    {"IT"_L1, "Italian"},
    {"JP"_L1, "Japanese"},
    {"KE"_L1, "Kenyan"},
    {"KR"_L1, "South Korean|Korean"},
    {"KW"_L1, "Kuwaiti"},
    {"LK"_L1, "Sri Lankan"},
    {"LT"_L1, "Lithuanian"},
    {"LU"_L1, "Luxembourgish"},
    {"LV"_L1, "Latvian"},
    {"MA"_L1, "Moroccan"},
    {"MT"_L1, "Maltese"},
    {"MX"_L1, "Mexican"},
    {"MY"_L1, "Malaysian"},
    {"NG"_L1, "Nigerian"},
    {"NL"_L1, "Dutch"},
    {"NO"_L1, "Norwegian"},
    {"NP"_L1, "Nepali|Nepalese"},
    {"PE"_L1, "Peruvian"},
    {"PH"_L1, "Philippine|Filipino"},
    {"PK"_L1, "Pakistani"},
    {"PL"_L1, "Polish"},
    {"PT"_L1, "Portuguese"},
    {"QA"_L1, "Qatari"},
    {"RO"_L1, "Romanian"},
    {"RS"_L1, "Serbian"},
    {"RU"_L1, "Russian"},
    {"SA"_L1, "Saudi"},
    {"SE"_L1, "Swedish"},
    {"SG"_L1, "Singaporean"},
    {"SI"_L1, "Slovenian|Slovene"},
    {"SK"_L1, "Slovak|Slovakian"},
    {"TH"_L1, "Thai"},
    {"TR"_L1, "Turkish"},
    {"TW"_L1, "Taiwanese"},
    {"UA"_L1, "Ukrainian"},
    {"US"_L1, "American"},
    {"VN"_L1, "Vietnamese"},
    {"ZA"_L1, "South African"},
};

} // namespace

std::span<const Place> nationalities()
{
    return nationalityTable;
}

} // namespace crossdock::rules
