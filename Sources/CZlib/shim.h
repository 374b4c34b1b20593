// Gives Swift zlib.
#pragma once
#include <zlib.h>
