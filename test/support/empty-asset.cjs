// Stylesheets, pictures and fonts have no meaning in jsdom.
module.exports = '';
