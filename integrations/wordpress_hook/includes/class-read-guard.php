<?php
/**
 * Layer 5b: strict mode, on the side of the reader.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Inside a window, shows visitors only what has a record: the one answer to rows written by SQL.
 */
final class Read_Guard {
	/**
	 * The plugin.
	 *
	 * @var Plugin
	 */
	private $plugin;

	/**
	 * Ids of active windows.
	 *
	 * @var string[]
	 */
	private $active = array();

	/**
	 * What was found out in this request, by id and text.
	 *
	 * @var array<string,bool>
	 */
	private $known = array();

	/**
	 * A guard.
	 *
	 * @param Plugin $plugin The plugin.
	 */
	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	/**
	 * Hooks, where strict mode is on and a window is active.
	 */
	public function boot() {
		add_action( 'init', array( $this, 'guard' ), 0 );
	}

	/**
	 * Hooks.
	 */
	public function guard() {
		if ( 'on' !== $this->plugin->settings->get( 'strict' ) ) {
			return;
		}
		$this->active = $this->plugin->windows->active();
		if ( ! $this->active || wp_doing_cron() || ( is_admin() && ! wp_doing_ajax() ) || ( defined( 'WP_CLI' ) && WP_CLI ) ) {
			return;
		}
		add_action( 'pre_get_posts', array( $this, 'no_way_round' ), PHP_INT_MAX );
		add_filter( 'the_posts', array( $this, 'shown' ), PHP_INT_MAX );
		add_filter( 'get_pages', array( $this, 'shown' ), PHP_INT_MAX );
		add_filter( 'the_content', array( $this, 'text' ), PHP_INT_MAX );
		add_filter( 'get_the_excerpt', array( $this, 'text' ), PHP_INT_MAX, 2 );
		add_filter( 'the_title', array( $this, 'title' ), PHP_INT_MAX, 2 );
		add_filter( 'pre_render_block', array( $this, 'block' ), PHP_INT_MAX, 2 );
		add_filter( 'oembed_request_post_id', array( $this, 'embedded' ), PHP_INT_MAX );
		add_action( 'rest_api_init', array( $this, 'guard_rest' ), PHP_INT_MAX );
	}

	/**
	 * Guards single posts in the REST API.
	 */
	public function guard_rest() {
		foreach ( Types::guarded() as $type ) {
			add_filter( "rest_prepare_$type", array( $this, 'prepared' ), PHP_INT_MAX, 2 );
		}
	}

	/**
	 * Makes sure that no query leaves the filters out.
	 *
	 * @param \WP_Query $query The query.
	 */
	public function no_way_round( $query ) {
		$query->set( 'suppress_filters', false );
	}

	/**
	 * The posts of a list that visitors may see.
	 *
	 * @param array $posts Posts.
	 */
	public function shown( $posts ) {
		return is_array( $posts ) ? array_values( array_filter( $posts, array( $this, 'may_show' ) ) ) : $posts;
	}

	/**
	 * Whether a visitor may see a post.
	 *
	 * @param mixed $post The post.
	 */
	public function may_show( $post ) {
		$post = $post instanceof \WP_Post ? get_post( $post->ID ) : null;
		if ( ! $post || ! Types::is_guarded( $post->post_type ) || ! Types::is_out( $post->post_status, $post->post_type ) || current_user_can( 'edit_post', $post->ID ) ) {
			return true;
		}
		$key = $post->ID . ' ' . md5( $post->post_title . "\0" . $post->post_content . "\0" . $post->post_excerpt );
		if ( ! isset( $this->known[ $key ] ) ) {
			$this->known[ $key ] = $this->plugin->records->covers( $post, $this->active );
		}
		return $this->known[ $key ];
	}

	/**
	 * A text of the post that is being shown.
	 *
	 * @param string        $text The text.
	 * @param \WP_Post|null $post The post, where the filter says which.
	 */
	public function text( $text, $post = null ) {
		$post = $post instanceof \WP_Post ? $post : get_post();
		return $this->may_show( $post ) ? $text : '';
	}

	/**
	 * A title.
	 *
	 * @param string $title   The title.
	 * @param int    $post_id Whose.
	 */
	public function title( $title, $post_id = 0 ) {
		return $this->may_show( $post_id ? get_post( $post_id ) : null ) ? $title : '';
	}

	/**
	 * A synced pattern in a page.
	 *
	 * @param string|null $html  Null to render the block.
	 * @param array       $block The block.
	 */
	public function block( $html, $block ) {
		$hidden = 'core/block' === $block['blockName'] && ! empty( $block['attrs']['ref'] ) && ! $this->may_show( get_post( (int) $block['attrs']['ref'] ) );
		return $hidden ? '' : $html;
	}

	/**
	 * A post that another site embeds.
	 *
	 * @param int $post_id Id.
	 */
	public function embedded( $post_id ) {
		return $this->may_show( get_post( $post_id ) ) ? $post_id : 0;
	}

	/**
	 * A post in the REST API.
	 *
	 * @param mixed    $response The answer.
	 * @param \WP_Post $post     The post.
	 */
	public function prepared( $response, $post ) {
		return $this->may_show( $post )
			? $response
			: new \WP_Error( 'rest_post_invalid_id', __( 'This page is being checked and cannot be shown yet.', 'neutral-gate' ), array( 'status' => 404 ) );
	}
}
