// Gives Swift libxml-2.0.
#pragma once
#include <libxml/HTMLparser.h>
